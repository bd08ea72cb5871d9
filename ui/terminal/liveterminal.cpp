// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/liveterminal.h"

#include "ui/terminal/terminalview.h"
#include "ui/views/paneviews.h"
#include "ui/views/words.h"

#include <QTimer>

namespace skybranch::ui {
namespace {

using State = client::Terminal::State;

constexpr std::chrono::milliseconds noticeable{300};
constexpr qsizetype mostAhead = 4096;
constexpr qsizetype longestTitle = 64;

bool isConnecting(State state)
{
    return state == State::Connecting || state == State::Reconnecting;
}

} // namespace

LiveTerminal::LiveTerminal(const QString &id, const QString &worktreeId, const QString &name,
                           std::unique_ptr<client::Terminal> terminal, TerminalView *view)
    : m_id(id)
    , m_worktreeId(worktreeId)
    , m_name(name)
    , m_terminal(std::move(terminal))
    , m_view(view)
    , m_wasOpen(m_terminal->state() == State::Open)
{
    connect(m_terminal.get(), &client::Terminal::readyRead, this, &LiveTerminal::take);
    connect(m_terminal.get(), &client::Terminal::stateChanged, this, &LiveTerminal::onState);
    connect(view, &TerminalView::typed, this, &LiveTerminal::type);
    connect(view, &TerminalView::resized, m_terminal.get(), &client::Terminal::resize);
    connect(view, &TerminalView::titleChanged, this, &LiveTerminal::setTitle);
}

LiveTerminal::~LiveTerminal() = default;

void LiveTerminal::start()
{
    m_terminal->resize(m_view->columns(), m_view->lines());
    QTimer::singleShot(noticeable, this, &LiveTerminal::stateChanged);
    take();
}

void LiveTerminal::take()
{
    const QByteArray bytes = m_view ? m_terminal->take() : QByteArray();
    if (bytes.isEmpty())
        return;
    m_view->feed(bytes);
    Q_EMIT arrived();
}

void LiveTerminal::type(const QByteArray &bytes)
{
    if (m_terminal->write(bytes))
        return;
    // Only for a first shell: after a loss another one comes, and what was meant for the program
    // before is no command for it.
    const bool waits = m_terminal->state() == State::Connecting && !m_wasOpen
        && m_ahead.size() + bytes.size() <= mostAhead;
    if (waits)
        m_ahead += bytes;
    Q_EMIT typed();
    if (!waits)
        Q_EMIT refused();
}

void LiveTerminal::onState()
{
    const bool opens = m_terminal->state() == State::Open;
    if (opens && m_wasOpen && m_view)
        m_view->beginAnew();
    m_wasOpen = m_wasOpen || opens;
    if (!isConnecting(m_terminal->state()))
        m_terminal->write(std::exchange(m_ahead, {}));
    // What a program called itself does not outlive it.
    if (m_terminal->state() == State::Ended)
        setTitle({});
    Q_EMIT stateChanged();
    QTimer::singleShot(noticeable, this, &LiveTerminal::stateChanged);
}

void LiveTerminal::setTitle(const QString &title)
{
    const QString clean = cleanWords(title, longestTitle);
    if (std::exchange(m_title, clean) != clean)
        Q_EMIT titleChanged();
}

bool LiveTerminal::act()
{
    switch (m_terminal->state()) {
    case State::Connecting:
        return false;
    case State::Reconnecting:
    case State::Lost:
        m_terminal->reconnect();
        return true;
    case State::Paused:
    case State::Stopped:
        m_terminal->wake();
        return true;
    case State::Ended:
        m_terminal->reopen();
        return true;
    case State::Open:
        return true;
    }
    Q_UNREACHABLE_RETURN(true);
}

OverlayView LiveTerminal::overlay(const QString &branch, const QDateTime &now) const
{
    const bool patient
        = m_ahead.isEmpty() && m_terminal->stateSince().msecsTo(now) < noticeable.count();
    OverlayView view = overlayOf(*m_terminal, branch, patient, now);
    view.typedAhead = !m_ahead.isEmpty();
    return view;
}

} // namespace skybranch::ui

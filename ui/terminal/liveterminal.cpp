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
constexpr qsizetype longestTitle = 64;

} // namespace

LiveTerminal::LiveTerminal(const QString &id, const QString &worktreeId, const QString &name,
                           std::unique_ptr<client::Terminal> terminal, TerminalView *view)
    : m_id(id)
    , m_worktreeId(worktreeId)
    , m_name(name)
    , m_terminal(std::move(terminal))
    , m_view(view)
{
    connect(m_terminal.get(), &client::Terminal::readyRead, this, &LiveTerminal::take);
    connect(m_terminal.get(), &client::Terminal::stateChanged, this, &LiveTerminal::onState);
    connect(view, &TerminalView::typed, this, &LiveTerminal::type);
    connect(view, &TerminalView::answered, m_terminal.get(), &client::Terminal::answer);
    connect(m_terminal.get(), &client::Terminal::audienceChanged, this,
            &LiveTerminal::audienceChanged);
    connect(view, &TerminalView::titleChanged, this, &LiveTerminal::setTitle);
}

LiveTerminal::~LiveTerminal() = default;

QString LiveTerminal::title() const
{
    if (!m_givenName.isEmpty())
        return m_givenName;
    return m_title.isEmpty() ? m_name : m_title;
}

void LiveTerminal::setGivenName(const QString &name)
{
    const QString clean = cleanWords(name, longestTitle).trimmed();
    if (std::exchange(m_givenName, clean) == clean)
        return;
    m_terminal->setName(clean);
    Q_EMIT titleChanged();
}

void LiveTerminal::setRoom(int columns, int lines)
{
    m_terminal->resize(columns, lines);
}

void LiveTerminal::start()
{
    setRoom(m_view->columns(), m_view->lines());
    QTimer::singleShot(noticeable, this, &LiveTerminal::stateChanged);
    take();
}

void LiveTerminal::take()
{
    const bool isReplay = m_terminal->isReplay();
    const QByteArray bytes = m_view ? m_terminal->take() : QByteArray();
    if (bytes.isEmpty())
        return;
    if (isReplay)
        m_view->replay(bytes);
    else
        m_view->feed(bytes);
    Q_EMIT arrived();
}

void LiveTerminal::type(const QByteArray &bytes)
{
    const bool taken = m_terminal->write(bytes);
    if (m_terminal->state() != State::Open)
        Q_EMIT typed();
    if (!taken)
        Q_EMIT refused();
}

void LiveTerminal::onState()
{
    const State state = m_terminal->state();
    if (state == State::Open && std::exchange(m_hasEnded, false) && m_view)
        m_view->beginAnew();
    // What a program called itself does not outlive it.
    if (state == State::Ended) {
        m_hasEnded = true;
        setTitle({});
    }
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
    const bool patient = m_terminal->unsentKeys() == 0
        && m_terminal->stateSince().msecsTo(now) < noticeable.count();
    return overlayOf(*m_terminal, branch, patient, now);
}

} // namespace skybranch::ui

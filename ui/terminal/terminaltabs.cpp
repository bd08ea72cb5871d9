// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminaltabs.h"

#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminalview.h"
#include "ui/views/paneviews.h"
#include "ui/views/words.h"

#include <QFileInfo>

#include <algorithm>

namespace skybranch::ui {
namespace {

using namespace std::chrono_literals;
using State = client::Terminal::State;

constexpr auto noticeable = 300ms;
constexpr qsizetype mostAhead = 4096;

bool isConnecting(State state)
{
    return state == State::Connecting || state == State::Reconnecting;
}

} // namespace

TerminalTabs::TerminalTabs(client::Session &session, TerminalArea *area, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_area(area)
{
    m_seconds.setInterval(1s);
    connect(&m_seconds, &QTimer::timeout, this, &TerminalTabs::updateOverlays);
    connect(area, &TerminalArea::closeRequested, this, &TerminalTabs::requestClose);
    connect(area, &TerminalArea::overlayActionRequested, this, &TerminalTabs::act);
    connect(area, &TerminalArea::currentChanged, this, [this](const QString &tabId) {
        if (Entry *entry = find(tabId)) {
            entry->unseen = false;
            m_current.insert(entry->worktreeId, tabId);
        }
    });
}

TerminalTabs::~TerminalTabs() = default;

TerminalTabs::Entry *TerminalTabs::find(const QString &tabId)
{
    const auto found = std::ranges::find(m_entries, tabId, [](const auto &e) { return e->id; });
    return found == m_entries.end() ? nullptr : found->get();
}

const TerminalTabs::Entry *TerminalTabs::last(const QString &worktreeId, Place place) const
{
    const Entry *result = nullptr;
    for (const auto &entry : m_entries) {
        if (entry->worktreeId == worktreeId && entry->terminal->place() == place)
            result = entry.get();
    }
    return result;
}

QStringList TerminalTabs::tabsOf(const QString &worktreeId) const
{
    QStringList tabs;
    for (const auto &entry : m_entries) {
        if (entry->worktreeId == worktreeId)
            tabs << entry->id;
    }
    return tabs;
}

void TerminalTabs::show(const QString &worktreeId)
{
    m_worktreeId = worktreeId;
    m_area->showTabs(tabsOf(worktreeId), m_current.value(worktreeId));
    updateOverlays();
}

QString TerminalTabs::nameFor(const QString &worktreeId, Place place) const
{
    const QString shell
        = QFileInfo(qEnvironmentVariable("SHELL", QStringLiteral("bash"))).fileName();
    const QString base = place == Place::Local ? shell : tr("shell");
    QStringList taken;
    for (const auto &entry : m_entries) {
        if (entry->worktreeId == worktreeId)
            taken << entry->name;
    }
    QString name = base;
    for (int number = 2; taken.contains(name); ++number)
        name = QStringLiteral("%1 %2").arg(base).arg(number);
    return name;
}

void TerminalTabs::open(const QString &worktreeId, Place place, bool focus)
{
    auto terminal = m_session.openTerminal(worktreeId, place);
    if (!terminal)
        return;
    auto entry = std::make_unique<Entry>();
    entry->id = QString::number(++m_lastId);
    entry->worktreeId = worktreeId;
    entry->name = nameFor(worktreeId, place);
    entry->terminal = std::move(terminal);
    entry->wasOpen = entry->terminal->state() == State::Open;
    const QString id = entry->id;
    TerminalView *view
        = m_area->addTerminal({.id = id, .name = entry->name, .cloud = place == Place::Cloud});
    m_entries.push_back(std::move(entry));
    wire(id, view);
    if (focus || m_current.value(worktreeId).isEmpty())
        m_current.insert(worktreeId, id);
    if (worktreeId != m_worktreeId)
        return;
    show(worktreeId);
    if (focus)
        m_area->setCurrent(id);
}

void TerminalTabs::wire(const QString &tabId, TerminalView *view)
{
    client::Terminal *terminal = find(tabId)->terminal.get();
    connect(terminal, &client::Terminal::readyRead, this, [this, tabId] { take(tabId); });
    connect(terminal, &client::Terminal::stateChanged, this, [this, tabId] { onState(tabId); });
    connect(view, &TerminalView::typed, this,
            [this, tabId](const QByteArray &bytes) { type(tabId, bytes); });
    connect(view, &TerminalView::resized, terminal, &client::Terminal::resize);
    connect(view, &TerminalView::linkActivated, this, &TerminalTabs::linkActivated);
    terminal->resize(view->columns(), view->lines());
    QTimer::singleShot(noticeable, this, &TerminalTabs::updateOverlays);
    take(tabId);
}

void TerminalTabs::onState(const QString &tabId)
{
    if (Entry *entry = find(tabId)) {
        entry->wasOpen = entry->wasOpen || entry->terminal->state() == State::Open;
        if (!isConnecting(entry->terminal->state()))
            entry->terminal->write(std::exchange(entry->ahead, {}));
        updateOverlay(*entry);
    }
    QTimer::singleShot(noticeable, this, &TerminalTabs::updateOverlays);
}

void TerminalTabs::take(const QString &tabId)
{
    Entry *entry = find(tabId);
    TerminalView *view = m_area->terminal(tabId);
    if (!entry || !view)
        return;
    const QByteArray bytes = entry->terminal->take();
    if (bytes.isEmpty())
        return;
    view->feed(bytes);
    const bool seen = entry->worktreeId == m_worktreeId && m_area->currentId() == tabId;
    if (seen || entry->unseen)
        return;
    entry->unseen = true;
    updateTab(*entry);
}

void TerminalTabs::type(const QString &tabId, const QByteArray &bytes)
{
    Entry *entry = find(tabId);
    if (!entry || entry->terminal->write(bytes))
        return;
    // Only for a first shell: after a loss another one comes, and what was meant for the program
    // before is no command for it. The overlay says what they wait for, or that they are refused.
    const bool waits = entry->terminal->state() == State::Connecting && !entry->wasOpen
        && entry->ahead.size() + bytes.size() <= mostAhead;
    if (waits)
        entry->ahead += bytes;
    updateOverlay(*entry);
    if (!waits)
        m_area->refuse(tabId);
}

void TerminalTabs::act(const QString &tabId)
{
    Entry *entry = find(tabId);
    if (!entry)
        return;
    switch (entry->terminal->state()) {
    case State::Connecting:
        close(tabId);
        break;
    case State::Reconnecting:
    case State::Lost:
        entry->terminal->reconnect();
        break;
    case State::Paused:
    case State::Stopped:
        entry->terminal->wake();
        break;
    case State::Ended:
        entry->terminal->reopen();
        break;
    case State::Open:
        break;
    }
}

void TerminalTabs::updateTab(const Entry &entry)
{
    m_area->updateTab({.id = entry.id,
                       .name = entry.name,
                       .cloud = entry.terminal->place() == Place::Cloud,
                       .unseen = entry.unseen});
}

void TerminalTabs::updateOverlay(const Entry &entry)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto info = m_session.worktree(entry.worktreeId);
    const bool patient
        = entry.ahead.isEmpty() && entry.terminal->stateSince().msecsTo(now) < noticeable.count();
    OverlayView view
        = overlayOf(*entry.terminal, info ? branchWords(*info) : QString(), patient, now);
    view.typedAhead = !entry.ahead.isEmpty();
    m_area->setOverlay(entry.id, view);
}

void TerminalTabs::updateOverlays()
{
    bool counts = false;
    for (const auto &entry : m_entries) {
        if (entry->worktreeId != m_worktreeId)
            continue;
        const State state = entry->terminal->state();
        counts = counts || (state != State::Open && state != State::Ended);
        updateOverlay(*entry);
    }
    if (counts && !m_seconds.isActive())
        m_seconds.start();
    else if (!counts)
        m_seconds.stop();
}

void TerminalTabs::connectTo(const QString &worktreeId)
{
    const Entry *entry = last(worktreeId, Place::Cloud);
    if (!entry) {
        open(worktreeId, Place::Cloud);
        return;
    }
    const QString id = entry->id;
    m_current.insert(worktreeId, id);
    if (worktreeId == m_worktreeId)
        m_area->setCurrent(id);
    if (entry->terminal->state() != State::Open && entry->terminal->state() != State::Connecting)
        act(id);
}

bool TerminalTabs::has(const QString &worktreeId, Place place) const
{
    return last(worktreeId, place) != nullptr;
}

bool TerminalTabs::isEmpty(const QString &worktreeId) const
{
    return tabsOf(worktreeId).isEmpty();
}

bool TerminalTabs::hasFocus() const
{
    return m_area->isVisible() && m_area->isAncestorOf(m_area->window()->focusWidget());
}

void TerminalTabs::focusCurrent()
{
    if (!m_area->currentId().isEmpty())
        m_area->setCurrent(m_area->currentId());
}

TerminalView *TerminalTabs::currentView() const
{
    return m_area->terminal(m_area->currentId());
}

QString TerminalTabs::currentTab() const
{
    return m_area->currentId();
}

void TerminalTabs::close(const QString &tabId)
{
    const auto found = std::ranges::find(m_entries, tabId, [](const auto &e) { return e->id; });
    if (found == m_entries.end())
        return;
    const std::unique_ptr<Entry> entry = std::move(*found);
    m_entries.erase(found);
    const bool focused = hasFocus();
    m_area->removeTerminal(tabId);
    if (m_current.value(entry->worktreeId) == tabId)
        m_current.insert(entry->worktreeId, tabsOf(entry->worktreeId).value(0));
    // A terminal may be the one that is telling us: it goes when that has returned.
    entry->terminal.release()->deleteLater();
    if (focused)
        focusCurrent();
}

void TerminalTabs::requestClose(const QString &tabId)
{
    const Entry *entry = find(tabId);
    if (!entry)
        return;
    if (entry->terminal->state() == State::Open)
        Q_EMIT closeAsked(entry->worktreeId, tabId, entry->name);
    else
        close(tabId);
}

void TerminalTabs::closeAll(const QString &worktreeId)
{
    for (const QString &tabId : tabsOf(worktreeId))
        close(tabId);
    m_current.remove(worktreeId);
}

void TerminalTabs::closeCloud(const QString &worktreeId)
{
    while (const Entry *entry = last(worktreeId, Place::Cloud))
        close(entry->id);
}

} // namespace skybranch::ui

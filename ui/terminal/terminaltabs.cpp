// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminaltabs.h"

#include "ui/terminal/liveterminal.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminalview.h"
#include "ui/views/paneviews.h"
#include "ui/views/words.h"
#include "ui/widgets/ticker.h"

#include <QFileInfo>

#include <algorithm>

namespace skybranch::ui {

using namespace std::chrono_literals;
using State = client::Terminal::State;

namespace {

constexpr qsizetype longestFolder = 200;

} // namespace

TerminalTabs::TerminalTabs(client::Session &session, TerminalArea *area, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_area(area)
    , m_ticker(new Ticker(area, this))
{
    connect(m_ticker, &Ticker::due, this, &TerminalTabs::updateOverlays);
    // What was kept for it may have waited to know of its workspace.
    connect(&session, &client::Session::worktreeChanged, this, [this](const QString &worktreeId) {
        if (worktreeId == m_worktreeId && m_toOpen.contains(worktreeId))
            show(worktreeId);
    });
    connect(&session, &client::Session::terminalsChanged, this, &TerminalTabs::onTerminals);
    connect(area, &TerminalArea::listRequested, this, [this] { fillList(); });
    connect(area, &TerminalArea::elsewhereChosen, this,
            [this](const QString &id) { openElsewhere(m_worktreeId, id); });
    connect(area, &TerminalArea::forgetRequested, this, [this] { forgetEnded(m_worktreeId); });
    connect(area, &TerminalArea::renamed, this, &TerminalTabs::rename);
    connect(area, &TerminalArea::closeRequested, this, &TerminalTabs::requestClose);
    connect(area, &TerminalArea::tabCloseRequested, this, &TerminalTabs::requestCloseTab);
    connect(area, &TerminalArea::tabChosen, this, &TerminalTabs::chooseTab);
    connect(area, &TerminalArea::splitRequested, this, &TerminalTabs::split);
    connect(area, &TerminalArea::overlayActionRequested, this, &TerminalTabs::act);
    connect(area, &TerminalArea::linkChosen, this, &TerminalTabs::linkChosen);
    connect(area, &TerminalArea::currentChanged, this, &TerminalTabs::onCurrent);
    connect(area, &TerminalArea::roomChanged, this, &TerminalTabs::onRoom);
}

TerminalTabs::~TerminalTabs() = default;

LiveTerminal *TerminalTabs::find(const QString &id) const
{
    const auto found = std::ranges::find(m_terminals, id, [](const auto &t) { return t->id(); });
    return found == m_terminals.end() ? nullptr : found->get();
}

LiveTerminal *TerminalTabs::last(const QString &worktreeId, Place place) const
{
    LiveTerminal *result = nullptr;
    for (const auto &live : m_terminals) {
        if (live->worktreeId() == worktreeId && live->terminal().place() == place)
            result = live.get();
    }
    return result;
}

QStringList TerminalTabs::tabsOf(const QString &worktreeId, bool background) const
{
    QStringList tabs;
    for (const auto &live : m_terminals) {
        const QString tab = m_area->tabOf(live->id());
        if (live->worktreeId() == worktreeId && m_background.contains(tab) == background
            && !tabs.contains(tab))
            tabs << tab;
    }
    return tabs;
}

void TerminalTabs::show(const QString &worktreeId)
{
    m_worktreeId = worktreeId;
    openSaved(worktreeId);
    const QString current = m_current.value(worktreeId);
    m_area->showTabs(tabsOf(worktreeId, false), m_area->tabOf(current), tabsOf(worktreeId, true));
    fillList();
    updateOverlays();
    Q_EMIT changed();
}

QString TerminalTabs::nameFor(const QString &worktreeId, Place place) const
{
    const QString shell
        = QFileInfo(qEnvironmentVariable("SHELL", QStringLiteral("bash"))).fileName();
    const QString base = place == Place::Local ? shell : tr("shell");
    QStringList taken;
    for (const auto &live : m_terminals) {
        if (live->worktreeId() == worktreeId)
            taken << live->name();
    }
    QString name = base;
    for (int number = 2; taken.contains(name); ++number)
        name = QStringLiteral("%1 %2").arg(base).arg(number);
    return name;
}

LiveTerminal *TerminalTabs::add(const QString &worktreeId, const Choice &choice,
                                const QString &besideId, Qt::Orientation orientation)
{
    const Place place = choice.place;
    auto terminal = m_session.openTerminal(worktreeId, place, choice.terminalId);
    if (!terminal)
        return nullptr;
    const QString id = QString::number(++m_lastId);
    const QString name = nameFor(worktreeId, place);
    TerminalView *view = besideId.isEmpty()
        ? m_area->addTerminal({.id = id, .name = name, .cloud = place == Place::Cloud})
        : m_area->splitTerminal(besideId, id, orientation);
    m_terminals.push_back(
        std::make_unique<LiveTerminal>(id, worktreeId, name, std::move(terminal), view));
    LiveTerminal *live = m_terminals.back().get();
    wire(live);
    live->setGivenName(choice.name);
    return live;
}

void TerminalTabs::wire(LiveTerminal *live)
{
    const QString id = live->id();
    connect(live, &LiveTerminal::arrived, this, [this, live] { onArrived(*live); });
    connect(live, &LiveTerminal::titleChanged, this, [this, id] { updateTab(m_area->tabOf(id)); });
    connect(live, &LiveTerminal::stateChanged, this, &TerminalTabs::updateOverlays);
    connect(live, &LiveTerminal::stateChanged, this, [this, live] { save(live->worktreeId()); });
    connect(live, &LiveTerminal::stateChanged, this, [this, live] { updateAudience(*live); });
    connect(live, &LiveTerminal::audienceChanged, this, [this, live] { updateAudience(*live); });
    connect(live, &LiveTerminal::typed, this, [this, live] { updateOverlay(*live); });
    connect(live, &LiveTerminal::refused, this, [this, id] { m_area->refuse(id); });
    listen(live);
    live->start();
}

void TerminalTabs::open(const QString &worktreeId, Place place, bool focus)
{
    openSaved(worktreeId);
    openNow(worktreeId, {.place = place}, focus);
}

void TerminalTabs::openNow(const QString &worktreeId, const Choice &choice, bool focus)
{
    const LiveTerminal *live = add(worktreeId, choice);
    if (!live)
        return;
    const QString id = live->id();
    if (focus || m_current.value(worktreeId).isEmpty())
        m_current.insert(worktreeId, id);
    save(worktreeId);
    if (worktreeId != m_worktreeId)
        return;
    show(worktreeId);
    if (focus)
        m_area->setCurrent(id);
}

void TerminalTabs::split(Qt::Orientation orientation)
{
    const LiveTerminal *beside = find(m_area->currentId());
    if (!beside)
        return;
    const LiveTerminal *live = add(beside->worktreeId(), {.place = beside->terminal().place()},
                                   beside->id(), orientation);
    if (!live)
        return;
    m_area->setCurrent(live->id());
    updateOverlays();
    save(beside->worktreeId());
}

void TerminalTabs::typeIntoCurrent(const QByteArray &bytes)
{
    if (LiveTerminal *live = find(m_area->currentId()))
        live->type(bytes);
}

void TerminalTabs::onArrived(const LiveTerminal &live)
{
    const QString tab = m_area->tabOf(live.id());
    const bool seen = live.worktreeId() == m_worktreeId && m_area->currentTab() == tab;
    LiveTerminal *own = find(live.id());
    if (seen || !own || own->isUnseen())
        return;
    own->setUnseen(true);
    updateTab(tab);
}

void TerminalTabs::onCurrent(const QString &id)
{
    const LiveTerminal *live = find(id);
    if (!live)
        return;
    m_current.insert(live->worktreeId(), id);
    const QString tab = m_area->tabOf(id);
    for (const QString &other : m_area->terminalsOf(tab)) {
        if (LiveTerminal *shown = find(other))
            shown->setUnseen(false);
    }
    updateTab(tab);
    save(live->worktreeId());
    Q_EMIT changed();
}

/// A tab that was left running in the background is one again.
void TerminalTabs::chooseTab(const QString &tabId)
{
    if (!m_background.remove(tabId))
        return;
    m_current.insert(m_worktreeId, m_area->currentOf(tabId));
    show(m_worktreeId);
}

void TerminalTabs::act(const QString &id)
{
    LiveTerminal *live = find(id);
    if (live && !live->act())
        close(id);
}

void TerminalTabs::updateTab(const QString &tabId)
{
    const LiveTerminal *live = find(m_area->currentOf(tabId));
    if (!live)
        return;
    bool unseen = false;
    for (const QString &id : m_area->terminalsOf(tabId)) {
        const LiveTerminal *one = find(id);
        unseen = unseen || (one && one->isUnseen());
    }
    m_area->updateTab(
        {.id = tabId,
         .name = live->title(),
         .cloud = live->isCloud(),
         .unseen = unseen,
         .folder = cleanWords(m_area->terminal(live->id())->folder(), longestFolder)});
}

void TerminalTabs::updateOverlay(const LiveTerminal &live)
{
    const auto info = m_session.worktree(live.worktreeId());
    // What goes with its VM has lost nothing that could be connected to again.
    if (live.isCloud() && (!info || isGoing(*info)))
        return m_area->setOverlay(live.id(), {.state = OverlayState::Deleting});
    m_area->setOverlay(
        live.id(),
        live.overlay(info ? branchWords(*info) : QString(), QDateTime::currentDateTimeUtc()));
}

void TerminalTabs::updateAudience(const LiveTerminal &live)
{
    AudienceView view = audienceOf(live.terminal().audience(), m_area->roomOf(live.id()));
    if (!live.terminal().frailty().isEmpty()) {
        view.words = tr("A plain shell: it ends with its connection");
        view.stays = true;
    }
    m_area->setAudience(live.id(), view);
}

void TerminalTabs::onRoom(const QString &id, int columns, int lines)
{
    if (LiveTerminal *live = find(id)) {
        live->setRoom(columns, lines);
        updateAudience(*live);
    }
}

void TerminalTabs::updateOverlays()
{
    auto pace = 0s;
    for (const auto &live : m_terminals) {
        if (live->worktreeId() != m_worktreeId)
            continue;
        updateOverlay(*live);
        const State state = live->terminal().state();
        const bool connects = state == State::Connecting || state == State::Reconnecting;
        const bool young
            = live->terminal().stateSince().secsTo(QDateTime::currentDateTimeUtc()) < 60;
        if (connects || (state == State::Paused && young))
            pace = 1s;
        else if (state == State::Paused && pace == 0s)
            pace = 60s;
    }
    m_ticker->setPace(pace);
}

void TerminalTabs::connectTo(const QString &worktreeId)
{
    openSaved(worktreeId);
    LiveTerminal *live = last(worktreeId, Place::Cloud);
    if (!live) {
        open(worktreeId, Place::Cloud);
        return;
    }
    m_background.remove(m_area->tabOf(live->id()));
    m_current.insert(worktreeId, live->id());
    if (worktreeId == m_worktreeId) {
        show(worktreeId);
        m_area->setCurrent(live->id());
    }
    const State state = live->terminal().state();
    if (state != State::Open && state != State::Connecting)
        live->act();
}

bool TerminalTabs::has(const QString &worktreeId, Place place) const
{
    return last(worktreeId, place) != nullptr;
}

bool TerminalTabs::hasFocus() const
{
    return m_area->isVisible() && m_area->isAncestorOf(m_area->window()->focusWidget());
}

void TerminalTabs::focusCurrent()
{
    m_area->setCurrent(m_area->currentId());
}

bool TerminalTabs::hasSplits() const
{
    return m_area->hasSplits();
}

void TerminalTabs::nextTab(int by)
{
    const QStringList tabs = tabsOf(m_worktreeId, false);
    const qsizetype at = tabs.indexOf(m_area->currentTab());
    if (at >= 0)
        m_area->setCurrent(m_area->currentOf(tabs.at((at + by + tabs.size()) % tabs.size())));
}

TerminalView *TerminalTabs::currentView() const
{
    return m_area->terminal(m_area->currentId());
}

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalTabs: how terminals end.
#include "ui/terminal/liveterminal.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/views/words.h"

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr qsizetype longestJob = 60;

/// Whether closing it may end something, and the words for what.
std::optional<QString> runsIn(const LiveTerminal &live)
{
    if (live.terminal().state() != client::Terminal::State::Open)
        return std::nullopt;
    const auto job = live.terminal().foregroundJob();
    if (job && job->isEmpty())
        return std::nullopt;
    return job ? TerminalTabs::tr("%1 is running.").arg(cleanWords(*job, longestJob))
               : TerminalTabs::tr("Close %1? What runs in it ends.").arg(live.title());
}

} // namespace

void TerminalTabs::close(const QString &id)
{
    const auto found = std::ranges::find(m_terminals, id, [](const auto &t) { return t->id(); });
    if (found == m_terminals.end())
        return;
    // It may be the one that is telling us: it goes when that has returned.
    LiveTerminal *live = found->release();
    m_terminals.erase(found);
    live->disconnect();
    live->deleteLater();
    const QString worktreeId = live->worktreeId();
    const QString tab = m_area->tabOf(id);
    const bool focused = hasFocus();
    m_area->removeTerminal(id);
    if (m_area->terminalsOf(tab).isEmpty())
        m_background.remove(tab);
    if (m_current.value(worktreeId) == id)
        m_current.insert(worktreeId, m_area->currentOf(tabsOf(worktreeId, false).value(0)));
    save(worktreeId);
    Q_EMIT changed();
    if (focused)
        focusCurrent();
}

void TerminalTabs::requestCloseCurrent()
{
    requestClose(m_area->currentId());
}

void TerminalTabs::requestClose(const QString &id)
{
    const LiveTerminal *live = find(id);
    if (!live)
        return;
    const QString tab = m_area->tabOf(id);
    if (m_area->terminalsOf(tab).size() == 1)
        return requestCloseTab(tab);
    const auto running = runsIn(*live);
    if (!running)
        return close(id);
    m_area->ask(*running, {tr("End it"), tr("Cancel")}, [this, id](int word) {
        if (word == 0)
            close(id);
        else
            focusCurrent();
    });
}

void TerminalTabs::requestCloseTab(const QString &tabId)
{
    const QStringList ids = m_area->terminalsOf(tabId);
    QStringList running;
    for (const QString &id : ids) {
        const LiveTerminal *live = find(id);
        if (const auto words = live ? runsIn(*live) : std::nullopt)
            running << *words;
    }
    const auto closeThem = [this, ids] {
        for (const QString &id : ids)
            close(id);
    };
    if (running.isEmpty())
        return closeThem();
    m_area->ask(running.join(u' '), {tr("End it"), tr("Leave it running"), tr("Cancel")},
                [this, tabId, closeThem](int word) {
                    if (word == 0)
                        closeThem();
                    else if (word == 1)
                        leaveRunning(tabId);
                    else
                        focusCurrent();
                });
}

void TerminalTabs::leaveRunning(const QString &tabId)
{
    m_background.insert(tabId);
    m_current.remove(m_worktreeId);
    show(m_worktreeId);
    focusCurrent();
}

void TerminalTabs::closeAll(const QString &worktreeId)
{
    for (const Place place : {Place::Cloud, Place::Local}) {
        while (const LiveTerminal *live = last(worktreeId, place))
            close(live->id());
    }
    m_current.remove(worktreeId);
}

void TerminalTabs::closeCloud(const QString &worktreeId)
{
    while (const LiveTerminal *live = last(worktreeId, Place::Cloud))
        close(live->id());
}

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// TerminalTabs: the terminals of a VM, whether a tab shows them or not, and what they are called.
#include "ui/sidebar/actionmenu.h"
#include "ui/terminal/liveterminal.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminalmenu.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/theme/icons.h"
#include "ui/views/paneviews.h"

#include <algorithm>

namespace skybranch::ui {

QList<client::VmTerminal> TerminalTabs::elsewhere(const QString &worktreeId) const
{
    QList<client::VmTerminal> terminals = m_session.terminals(worktreeId);
    terminals.removeIf([this](const client::VmTerminal &terminal) {
        return std::ranges::any_of(
            m_terminals, [&](const auto &live) { return live->terminal().id() == terminal.id; });
    });
    return terminals;
}

QList<ListedTerminal> TerminalTabs::listed(const QString &worktreeId) const
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<ListedTerminal> listed;
    for (const client::VmTerminal &terminal : elsewhere(worktreeId))
        listed << ListedTerminal{.id = terminal.id,
                                 .words = terminalWords(terminal, now),
                                 .ended = !terminal.isRunning()};
    return listed;
}

void TerminalTabs::fillList()
{
    m_area->setElsewhere(listed(m_worktreeId));
}

void TerminalTabs::addTo(QMenu *menu, const QString &worktreeId)
{
    const QList<ListedTerminal> terminals = listed(worktreeId);
    if (terminals.isEmpty())
        return;
    auto *list = new ActionMenu(menu);
    list->setObjectName(QStringLiteral("terminalsMenu"));
    list->setTitle(tr("Terminals"));
    listTerminals(
        list, terminals,
        [this, worktreeId](const QString &id) {
            Q_EMIT showRequested(worktreeId);
            openElsewhere(worktreeId, id);
        },
        [this, worktreeId] { forgetEnded(worktreeId); });
    menu->addSeparator();
    menu->addMenu(list)->setIcon(makeIcon(Icon::Terminal));
}

void TerminalTabs::openElsewhere(const QString &worktreeId, const QString &terminalId)
{
    const QList<client::VmTerminal> terminals = elsewhere(worktreeId);
    const auto chosen = std::ranges::find(terminals, terminalId, &client::VmTerminal::id);
    if (chosen == terminals.end())
        return;
    openSaved(worktreeId);
    openNow(worktreeId, {.place = Place::Cloud, .terminalId = chosen->id, .name = chosen->name},
            true);
}

void TerminalTabs::forgetEnded(const QString &worktreeId)
{
    for (const client::VmTerminal &terminal : elsewhere(worktreeId)) {
        if (!terminal.isRunning())
            m_session.forgetTerminal(worktreeId, terminal.id);
    }
}

/// Another window may have given one a name.
void TerminalTabs::onTerminals(const QString &worktreeId)
{
    for (const client::VmTerminal &terminal : m_session.terminals(worktreeId)) {
        for (const auto &live : m_terminals) {
            if (live->worktreeId() == worktreeId && live->terminal().id() == terminal.id)
                live->setGivenName(terminal.name);
        }
    }
    save(worktreeId);
    if (worktreeId == m_worktreeId)
        fillList();
}

void TerminalTabs::rename(const QString &id, const QString &name)
{
    LiveTerminal *live = find(id);
    // What stood there already is no name that somebody has given.
    if (!live || name == live->title())
        return;
    live->setGivenName(name);
    if (live->isCloud())
        m_session.renameTerminal(live->worktreeId(), live->terminal().id(), live->givenName());
    save(live->worktreeId());
}

void TerminalTabs::renameCurrent()
{
    m_area->askName(m_area->currentTab());
}

} // namespace skybranch::ui

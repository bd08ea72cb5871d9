// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/windowcommands.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace skybranch::ui {

WindowCommands::WindowCommands(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

QAction *WindowCommands::add(const Entry &entry)
{
    auto *action = new QAction(makeIcon(entry.icon), entry.words, this);
    action->setObjectName(entry.id);
    action->setShortcuts(entry.keys);
    connect(action, &QAction::triggered, this, entry.run);
    m_window->addAction(action);
    m_entries.push_back({entry, action});
    return action;
}

void WindowCommands::refresh()
{
    for (const Kept &kept : m_entries) {
        if (kept.entry.whyNot)
            kept.action->setEnabled(kept.entry.whyNot().isEmpty());
    }
}

QList<Command> WindowCommands::list() const
{
    QList<Command> commands;
    for (const auto &[entry, action] : m_entries) {
        if (!entry.listed)
            continue;
        commands << Command{.id = entry.id,
                            .group = entry.group,
                            .words = entry.words,
                            .icon = entry.icon,
                            .keys = entry.keys.value(0).toString(QKeySequence::NativeText),
                            .whyNot = entry.whyNot ? entry.whyNot() : QString(),
                            .run = entry.run};
    }
    return commands;
}

QAction *WindowCommands::action(const QString &id) const
{
    const auto found
        = std::ranges::find(m_entries, id, [](const Kept &kept) { return kept.entry.id; });
    return found == m_entries.end() ? nullptr : found->action;
}

} // namespace skybranch::ui

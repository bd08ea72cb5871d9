// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/command.h"

#include <QKeySequence>
#include <QObject>

#include <vector>

class QAction;
class QWidget;

namespace skybranch::ui {

/// The one list of what a window can do whatever is selected: its shortcuts, its menus and the
/// palette show the same entries.
class WindowCommands : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id;
        QString words;
        Icon icon = Icon::None;
        QList<QKeySequence> keys;
        Command::Group group = Command::Group::Actions;
        std::function<void()> run;
        std::function<QString()> whyNot; ///< may be empty: always possible
        bool listed = true; ///< in the palette
    };

    explicit WindowCommands(QWidget *window);

    /// Its QAction has the id as its objectName, for menus.
    QAction *add(const Entry &entry);

    /// Keys of what can not be done go on to the terminal. Call when that may have changed.
    void refresh();

    QList<Command> list() const;
    QAction *action(const QString &id) const;

private:
    struct Kept
    {
        Entry entry;
        QAction *action;
    };

    QWidget *m_window;
    std::vector<Kept> m_entries;
};

} // namespace skybranch::ui

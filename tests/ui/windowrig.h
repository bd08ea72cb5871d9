// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QWidget>

namespace skybranch::ui {
class WorktreeView;
}

namespace skybranch::test {

/// The real window on a real session, and what a hand does to it. A session of its own has a
/// folder of its own, and no backend where none is given.
class WindowRig
{
public:
    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    /// A repository on main, with worktrees tree-0, tree-1 ... on topic/0, topic/1 ...
    QString makeRepository(int worktrees = 2) const;

    /// Waits until it is active and what is on disk has been read. @p backend: to be started.
    bool open(const QString &backend = {});
    bool open(client::Session &session); ///< one that is started already, and outlives the window
    bool add(const QString &folder); ///< waits until its main worktree is selected
    void closeWindow();

    /// The visible widget of that name, in any window.
    template <typename Type = QWidget> Type *find(const char *name) const
    {
        for (QWidget *widget : QApplication::allWidgets()) {
            if (widget->objectName() == QLatin1StringView(name) && widget->isVisible())
                return qobject_cast<Type *>(widget);
        }
        return nullptr;
    }

    bool click(const char *name) const;
    void type(const char *field, const QString &text) const; ///< in the place of what it holds
    bool openLocalTerminal() const;
    QString words(const char *name) const; ///< the text of a visible label, button or field
    client::WorktreeInfo row(const QString &id) const;
    QString selected() const; ///< the row

    /// Pictures of the window, light and dark, into the folder SKYBRANCH_GALLERY, where it is set.
    void grab(const char *name, QWidget *widget = nullptr) const;

    ui::MainWindow &window() const { return *m_window; }
    client::Session &session() const { return *m_session; }
    ui::WorktreeView *tree() const;
    void select(const QString &id) const; ///< the row

private:
    QTemporaryDir m_dir;
    std::unique_ptr<client::Session> m_own;
    client::Session *m_session = nullptr;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

#include <QWidget>

class QSplitter;

namespace skybranch::ui {

class Notices;
class RepositoryFlow;
class RowActions;
class Sidebar;
class SidebarController;
class TerminalTabs;
class TerminalView;
class WorkspaceController;
class WorkspacePane;

/// The window on a session: the sidebar at the left, the selected worktree at the right. It owns
/// the controllers between them; each does one thing. The session has to outlive it.
///
/// ui/NAMES.md lists the object names by which tests and scripts find what they drive.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    explicit MainWindow(client::Session &session, QWidget *parent = nullptr);
    ~MainWindow() override;

private:
    void makeParts();
    void connectParts();
    void makeShortcuts();
    void makeTerminalShortcuts();
    void select(const QString &worktreeId);
    void showRow(const QString &worktreeId);
    void keepSelection();
    void setSidebarShown(bool shown);
    void restore();
    void save();
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

    client::Session &m_session;
    QSplitter *m_splitter;
    Sidebar *m_sidebar;
    WorkspacePane *m_pane;
    Notices *m_notices;
    TerminalTabs *m_terminals;
    RowActions *m_actions;
    WorkspaceController *m_workspace;
    SidebarController *m_rows;
    RepositoryFlow *m_repositories;
    QString m_wanted; ///< to be selected as soon as its row is there
};

} // namespace skybranch::ui

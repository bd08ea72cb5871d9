// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/palette/command.h"

#include <QWidget>

class QSplitter;

namespace skybranch::ui {

class CommandPalette;
class News;
class Notices;
class Notifier;
class NewWorkspaceFlow;
class RepositoryFlow;
class RowActions;
class Sidebar;
class SidebarController;
class TerminalTabs;
class WindowCommands;
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

    /// Gets what took long and ended out of sight; it outlives the window.
    void setNotifier(Notifier *notifier);

    void openBackendSettings();

private:
    void makeParts();
    void connectParts();
    void makeCommands();
    void makeTerminalCommands();
    void makeSplitCommands();
    void makeSettingCommands();
    void fillMenu();
    void openPalette();
    void openSettings(SettingsDialog::Page page);
    void goToRow(int place);
    QList<Command> rowCommands();
    void noteUsed(const QString &commandId);
    bool isInSight(const QString &worktreeId) const;
    void select(const QString &worktreeId);
    void showRow(const QString &worktreeId);
    void keepSelection();
    void followRow(const QString &fromId, const QString &toId);
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
    Settings *m_settings;
    News *m_news;
    WindowCommands *m_commands;
    CommandPalette *m_palette;
    QStringList m_lastUsed; ///< commands, the last one first
    NewWorkspaceFlow *m_newWorkspace;
    QString m_wanted; ///< to be selected as soon as its row is there
};

} // namespace skybranch::ui

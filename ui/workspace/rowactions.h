// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "ui/sidebar/action.h"

#include <QSet>

class QWidget;

namespace skybranch::ui {

class DetailsFlow;
class Notices;
class TerminalTabs;

/// Does what a row's menu, the header or a pane ask for, and asks back where something would be
/// left behind or lost.
class RowActions : public QObject
{
    Q_OBJECT

public:
    RowActions(client::Session &session, TerminalTabs &terminals, Notices &notices,
               QWidget *window);

    void run(const QString &rowId, ActionKind kind);

    void showUsage(); ///< of the organisation

    /// What Enter on a row means: the cloud's terminal where there is a cloud, else a local one.
    void open(const QString &worktreeId);
    void enableCloud(const QString &worktreeId);
    void askDelete(const QString &worktreeId);

    /// For a row that is cloud only. Where its repository is not here it asks for that first.
    void createWorktree(const QString &rowId);
    void forgetAskedRepository(); ///< nobody adds it now

Q_SIGNALS:
    void cloneRequested(const QString &url);
    void folderRequested();
    void showRequested(const QString &worktreeId); ///< it is to be selected
    void terminalsRequested(const QString &worktreeId); ///< a terminal opens where a pane stands

private:
    void runOnRepository(qint64 repositoryId, ActionKind kind);
    void askRemove(const client::RepositoryInfo &repository);
    void remove(const client::RepositoryInfo &repository);
    void copySshCommand(const QString &worktreeId, const QString &line, const QDateTime &until);
    void openLocal(const QString &worktreeId);
    void openTyped(const QString &worktreeId, bool inCloud, const QString &typed);
    void openCloud(const client::WorktreeInfo &info);
    void askRepository(const client::WorktreeInfo &info);
    void tellCreated(const QString &worktreeId);
    void askUnpushed(const client::WorktreeInfo &info);
    void startCloud(const QString &worktreeId, bool withUnpushed);
    void onWorktreeChanged(const QString &worktreeId);
    void pushFirst(const QString &worktreeId);
    void followPush(const QString &worktreeId, client::Operation operation, bool succeeded);
    void followProvisioning(const client::WorktreeInfo &info);
    void showLoss(const QString &worktreeId, const client::LossReport &report);

    client::Session &m_session;
    TerminalTabs &m_terminals;
    Notices &m_notices;
    QWidget *m_window;
    DetailsFlow *m_details;
    QSet<QString> m_afterPush; ///< go to the cloud when their push is done
    QSet<QString> m_awaited; ///< get a terminal when they are ready
    QString m_afterAdding; ///< gets a worktree when its repository is here
    QSet<QString> m_asking; ///< whose losses are being read
};

} // namespace skybranch::ui

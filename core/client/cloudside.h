// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/backend.h"
#include "client/cloudsync.h"
#include "client/matching.h"
#include "client/mirror.h"
#include "client/presencekeeper.h"
#include "client/presencelist.h"
#include "client/providerlist.h"
#include "client/seeder.h"
#include "client/shapefollower.h"
#include "client/vmlinks.h"

namespace skybranch::client {

/// The cloud as this desktop sees it: what the stream tells, what the user asks, and which
/// connections follow from both. Rows are named as in the sidebar.
class CloudSide : public QObject
{
    Q_OBJECT

public:
    CloudSide(const SessionConfig &config, RepositoryList &repositories, Operations &operations,
              WorktreeSettings &settings, LocalSync &localSync);
    ~CloudSide() override;

    /// Shows what is on disk, then starts or reaches the backend.
    void start(std::shared_ptr<localdb::Database> database);

    QList<WorktreeInfo> cloudOnly() const;
    std::optional<WorktreeInfo> cloudOnlyRow(const QString &id) const;
    void describe(WorktreeInfo &info) const; ///< fills in the cloud's part
    Backend &backend() { return m_backend; }
    const Backend &backend() const { return m_backend; }
    CloudSync &sync() { return m_sync; }

    /// Null where the row has no cloud workspace.
    VmLink *linkOf(const QString &rowId);
    VmLinks &links() { return m_links; }
    QString rowIdOf(WorkspaceId id) const { return m_matching.rowIdOf(id); }
    WorkspaceId workspaceOf(const QString &rowId) const { return m_matching.workspaceOf(rowId); }
    VmTerminals *terminalsOf(const QString &rowId);
    QString remoteUrlOf(const QString &rowId) const;

    /// Branches that workspaces of the remote @p url have.
    QSet<QString> branchesInCloud(const QString &url) const;

    void enableCloud(const QString &path, bool withUnpushed);

    /// Links a worktree with the workspace that was made for it, and sends its branch.
    void adopt(const QString &path, qint64 repositoryId, const domain::Workspace &workspace,
               bool withUnpushed);
    void request(const QString &rowId, domain::WorkspaceEvent event);
    void retryFromHere(const QString &path);
    void askSshCommand(const QString &rowId); ///< answer: sshCommandKnown(), or failed()
    void keepAwake(const QString &rowId, int minutes);
    void askUsage(const QString &rowId); ///< answer: usageKnown(), or failed()
    void setCurrent(const QString &rowId);
    void leave(); ///< for good; left() within a second

Q_SIGNALS:
    void left();
    void listChanged();
    void rowChanged(const QString &id);
    void rowMoved(const QString &fromId, const QString &toId);
    void terminalsChanged(const QString &rowId);
    void sshCommandKnown(const QString &id, const QString &line, const QDateTime &until);
    void usageKnown(const QString &id, const skybranch::client::UsageInfo &usage);
    void failed(const QString &id, const skybranch::Error &error);

private:
    void connectParts();
    void connectPresence();
    std::chrono::seconds ahead() const; ///< of our clock is the backend's
    void describeCloud(WorktreeInfo &info, WorkspaceId id) const;
    QList<PersonInfo> peopleIn(WorkspaceId id) const;
    void follow();
    void onApiChanged();
    void onUpToDate();
    void onWorkspaceChanged(WorkspaceId id);
    void onWorkspaceRemoved(WorkspaceId id);
    void onGitChanged(WorkspaceId id);
    void followVm(WorkspaceId id);
    void onWorktreeChanged(const QString &path);
    void serveSeed(WorkspaceId id);
    void takeCreated(const QString &path, bool withUnpushed,
                     const Result<domain::Workspace> &workspace);
    void keepCurrent();
    WorktreeInfo rowOf(const domain::Workspace &workspace) const;
    bool requireApi(const QString &id);

    RepositoryList &m_repositories;
    Operations &m_operations;
    WorktreeSettings &m_settings;
    LocalSync &m_localSync;
    Mirror m_mirror;
    QString m_sshFolder;
    Backend m_backend;
    ProviderList m_providers;
    ShapeFollower m_follower;
    PresenceList m_presence;
    ShapeFollower m_providerFollower;
    ShapeFollower m_presenceFollower;
    VmLinks m_links;
    PresenceKeeper m_presenceKeeper;
    Matching m_matching;
    Seeder m_seeder;
    CloudSync m_sync;
    bool m_askingRepositories = false;
    QSet<QString> m_creating; ///< paths for which a workspace has been asked
    QHash<WorkspaceId, QString> m_followedHead; ///< of the VM, for which this computer has fetched
    QHash<WorkspaceId, QString> m_toldHead; ///< of the worktree, for which the VM was asked to look
    QString m_current;
    std::unique_ptr<VmLinkUse> m_currentUse;
    WorkspaceId m_currentWorkspace;
};

/// Why branches of a repository can not go to the cloud; empty when they can.
QString remoteObstacle(const RepositoryInfo &repository);

} // namespace skybranch::client

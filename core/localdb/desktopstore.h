// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "localdb/database.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

#include <memory>

namespace skybranch::localdb {

/// A repository that the user has added.
struct StoredRepository
{
    qint64 id = 0;
    QString folder; ///< of the main worktree
};

/// What is remembered of a worktree on this computer.
struct StoredWorktree
{
    QString path;
    qint64 repositoryId = 0;
    WorkspaceId cloudWorkspaceId; ///< null when it has none
    bool cloudSyncEnabled = true;
    QDateTime checkedAt; ///< the last successful fetch
    bool sendUnpushed = false; ///< commits that no remote has may go to its VM

    friend bool operator==(const StoredWorktree &, const StoredWorktree &) = default;
};

/// A worktree and a cloud workspace that are being made together.
struct PendingCreation
{
    QString path; ///< of the worktree
    qint64 repositoryId = 0;
    QString branch;
    QString startId; ///< the commit on which it is made
    bool madeBranch = false; ///< the branch is made too
    WorkspaceId workspaceId; ///< of the workspace, as we have chosen it
    QString source; ///< the backend
    bool asked = false; ///< the backend may have heard of it

    friend bool operator==(const PendingCreation &, const PendingCreation &) = default;
};

/// A port of a cloud workspace's VM that is forwarded to this computer.
struct ForwardedPort
{
    WorkspaceId workspaceId;
    quint16 port = 0;
    quint16 localPort = 0;

    friend bool operator==(const ForwardedPort &, const ForwardedPort &) = default;
};

/// All that the desktop reads when it starts.
struct DesktopState
{
    QList<StoredRepository> repositories; ///< as they were added
    QList<StoredWorktree> worktrees;
    QList<PendingCreation> pending;
    QList<ForwardedPort> forwardedPorts;
    QSet<WorkspaceId> agentWorkspaces; ///< whose programs may use this computer's ssh-agent
    QHash<QString, QByteArray> windowState;
};

/// The desktop's own tables. Copies share the database.
class DesktopStore
{
public:
    explicit DesktopStore(std::shared_ptr<Database> database)
        : m_database(std::move(database))
    {
    }

    Task<DesktopState> load() const;

    /// The id of the repository at @p folder, which is added when it is not there.
    Task<qint64> addRepository(QString folder) const;
    Task<> removeRepository(qint64 id) const; ///< its worktrees go with it

    Task<> saveWorktree(StoredWorktree worktree) const;
    Task<> savePending(PendingCreation creation) const;
    Task<> removePending(QString path) const;
    Task<> saveForwardedPort(ForwardedPort port) const;
    Task<> removeForwardedPort(WorkspaceId workspace, quint16 port) const;
    Task<> removeForwardedPorts(WorkspaceId workspace) const;
    Task<> saveAgentWorkspace(WorkspaceId workspace, bool enabled) const;
    Task<> saveWindowState(QString key, QByteArray value) const;

private:
    std::shared_ptr<Database> m_database;
};

} // namespace skybranch::localdb

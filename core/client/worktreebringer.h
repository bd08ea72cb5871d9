// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/cloudside.h"
#include "client/localsync.h"
#include "localdb/desktopstore.h"

namespace skybranch::client {

/// Makes worktrees on this computer for cloud workspaces that have none here. What it is about to
/// make is written down first: where the desktop ends in the middle, its next start takes it back.
class WorktreeBringer : public QObject
{
    Q_OBJECT

public:
    WorktreeBringer(QString gitProgram, RepositoryList &repositories, Operations &operations,
                    WorktreeSettings &settings, CloudSide &cloud);

    void load(localdb::DesktopStore store);

    /// The repository on this computer that has the remote of a row's workspace; null for none.
    const RepositoryInfo *repositoryOf(const QString &rowId) const;

    /// Fetches, and makes a worktree of the workspace's branch beside the main one, linked with the
    /// workspace: an Operation of the row. Nothing happens where there is no repositoryOf() it.
    void bring(const QString &rowId);

    /// Takes back what brought() told of, where nobody has worked in it. Else: failed().
    void undo(const QString &path);

Q_SIGNALS:
    void brought(const QString &rowId, const QString &path);
    void failed(const QString &path, const skybranch::Error &error);

private:
    struct Job;

    static Task<localdb::PendingCreation> make(Job job);
    git::GitCall callIn(const QString &folder) const;
    void finish(const QString &rowId, WorkspaceId workspace, const QString &mainFolder,
                const Result<localdb::PendingCreation> &made);
    void finishUndo(const localdb::PendingCreation &made, const Result<> &undone);

    QString m_gitProgram;
    RepositoryList &m_repositories;
    Operations &m_operations;
    WorktreeSettings &m_settings;
    CloudSide &m_cloud;
    std::optional<localdb::DesktopStore> m_store;
    QHash<QString, localdb::PendingCreation> m_made; ///< by path
};

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/worktreesettings.h"

namespace skybranch::client {

void WorktreeSettings::load(localdb::DesktopStore store,
                            const QList<localdb::StoredWorktree> &worktrees)
{
    m_store = std::move(store);
    for (const localdb::StoredWorktree &worktree : worktrees)
        m_worktrees.insert(worktree.path, worktree);
}

localdb::StoredWorktree WorktreeSettings::value(const QString &path) const
{
    return m_worktrees.value(path, {.path = path});
}

QString WorktreeSettings::pathOf(WorkspaceId workspace) const
{
    for (const localdb::StoredWorktree &worktree : m_worktrees) {
        if (worktree.cloudWorkspaceId == workspace)
            return worktree.path;
    }
    return {};
}

void WorktreeSettings::setCloudWorkspace(const QString &path, qint64 repositoryId,
                                         WorkspaceId workspace, bool sendUnpushed)
{
    localdb::StoredWorktree worktree = value(path);
    worktree.repositoryId = repositoryId;
    worktree.cloudWorkspaceId = workspace;
    worktree.sendUnpushed = sendUnpushed;
    save(worktree);
}

void WorktreeSettings::setCloudSyncEnabled(const QString &path, qint64 repositoryId, bool enabled)
{
    localdb::StoredWorktree worktree = value(path);
    worktree.repositoryId = repositoryId;
    worktree.cloudSyncEnabled = enabled;
    save(worktree);
}

void WorktreeSettings::setCheckedNow(const QString &path, qint64 repositoryId)
{
    localdb::StoredWorktree worktree = value(path);
    worktree.repositoryId = repositoryId;
    worktree.checkedAt = QDateTime::currentDateTimeUtc();
    save(worktree);
}

void WorktreeSettings::forget(qint64 repositoryId)
{
    erase_if(m_worktrees,
             [repositoryId](const auto &item) { return item->repositoryId == repositoryId; });
}

void WorktreeSettings::save(const localdb::StoredWorktree &worktree)
{
    if (value(worktree.path) == worktree)
        return;
    m_worktrees.insert(worktree.path, worktree);
    if (m_store)
        QCoro::connect(m_store->saveWorktree(worktree), this, [this](const Result<> &saved) {
            if (!saved)
                Q_EMIT failed(saved.error());
        });
    Q_EMIT changed(worktree.path);
}

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "localdb/desktopstore.h"

#include <QObject>

#include <optional>

namespace skybranch::client {

/// What the desktop remembers of each worktree beside what git knows. Held here, and written to
/// the disk behind.
class WorktreeSettings : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void load(localdb::DesktopStore store, const QList<localdb::StoredWorktree> &worktrees);

    localdb::StoredWorktree value(const QString &path) const;

    /// The worktree that is linked with a cloud workspace; empty for none.
    QString pathOf(WorkspaceId workspace) const;

    void setCloudWorkspace(const QString &path, qint64 repositoryId, WorkspaceId workspace,
                           bool sendUnpushed);
    void setCloudSyncEnabled(const QString &path, qint64 repositoryId, bool enabled);
    void setCheckedNow(const QString &path, qint64 repositoryId);
    void forget(qint64 repositoryId); ///< the disk has forgotten them

Q_SIGNALS:
    void changed(const QString &path);
    void failed(const skybranch::Error &error);

private:
    void save(const localdb::StoredWorktree &worktree);

    std::optional<localdb::DesktopStore> m_store;
    QHash<QString, localdb::StoredWorktree> m_worktrees;
};

} // namespace skybranch::client

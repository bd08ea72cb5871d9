// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "git/repository.h"

namespace skybranch::client {

/// One worktree of a repository, without the state of its files.
struct WorktreeReading
{
    git::Worktree worktree;
    QString gitFolder; ///< empty where it can not be used
    git::AheadBehind distance;
    QString problem; ///< why it can not be used, a sentence
};

/// What a repository holds.
struct RepositoryReading
{
    QString commonFolder;
    QString name; ///< "acme/shop" from its remote, else the folder's name
    bool isShallow = false;
    QString remoteUrl; ///< empty where it has none; never with a password
    QList<WorktreeReading> worktrees; ///< main first
    QString problem; ///< why it can not be read
};

// Both block: they run on a worker thread.

/// @p folder is any worktree of it. What can not be read becomes its problem.
RepositoryReading readRepository(const QString &folder);

/// The main worktree of the repository that @p folder is a worktree of.
Result<QString> mainFolderOf(const QString &folder);

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/newworkspace.h"
#include "git/changes.h"
#include "git/repository.h"
#include "localdb/desktopstore.h"

namespace skybranch::client {

// These block: they run on a worker thread.

/// The branches of the repository and of the remote that it follows.
Result<BranchList> readBranches(const git::Repository &repository);

struct WorktreePlan
{
    git::WorktreeRequest worktree;
    QString startId; ///< the commit that it will have
    bool makesBranch = false;
};

/// What git has to make for @p request, and whether it can.
/// Errors: Conflict (the branch is checked out already, or is there already; the folder is used),
/// NotFound (no such branch or base).
Result<WorktreePlan> planWorktree(const git::Repository &repository, const NewWorkspace &request);

// These do not.

/// "<parent>/<repository>.<branch with dashes for slashes>" beside the main worktree, with a number
/// where that is used. It looks at the disk.
QString newWorktreeFolder(const QString &mainFolder, const QString &branch);

/// Takes back what has been made of @p pending: the worktree, and the branch where it was made for
/// it and has nothing new. @p call.folder is the main worktree.
/// Errors: Conflict (somebody has worked in it, and it stays; not asked where @p evenTouched).
Task<> undoWorktree(git::GitCall call, QThreadPool *pool, localdb::PendingCreation pending,
                    bool evenTouched);

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/program.h"

namespace skybranch::git {

// What changes a repository or speaks with a remote. Each runs the user's git (runGit() has the
// rules and the errors) and leaves nothing half-made when it fails or is cancelled.

/// Fetches @p remote; empty: the one that the current branch follows, else "origin".
Task<> fetch(GitCall call, QString remote = {});

enum class PushOutcome { UpToDate, Updated, Created };

/// Pushes a local branch to where git would: by its pushRemote, remote.pushDefault, push.default
/// and upstream. One that has no upstream gets one. Under push.default's default ("simple") git
/// refuses an upstream of another name; here only one that is not the branch's own is refused: the
/// remote's default branch, or one that has a branch of its name here. Never forces. Errors
/// besides: Conflict (the remote has more, or as above), NotFound (no such branch, no remote),
/// Forbidden (a hook or a protected branch; the message quotes it).
Task<PushOutcome> push(GitCall call, QString branch);

struct PullOutcome
{
    QString oldId;
    QString newId; ///< the same where there was nothing new
};

/// Fetches, and moves the current branch to its upstream where that loses nothing.
/// Errors besides: Conflict (changed files, diverged, detached), NotFound (no upstream).
Task<PullOutcome> pullFastForward(GitCall call);

/// The same with what was fetched last.
Task<PullOutcome> fastForward(GitCall call);

enum class Integration { Merge, Rebase };

/// Brings what the upstream of the current branch had at the last fetch into the branch: by a merge
/// commit, or by replaying its own commits on top. Where that does not succeed (a conflict, a hook,
/// cancelled, git was killed) all is as before.
/// Errors besides: Conflict (a conflict, with the files; changed files; a merge that is not
/// finished; detached), NotFound (no upstream).
Task<> integrate(GitCall call, Integration how);

struct CloneRequest
{
    QString url; ///< refused where it holds a password
    QString folder; ///< absolute; must not exist, or be empty
    QString branch; ///< empty: the remote's default
};

Task<> clone(GitCall call, CloneRequest request);

/// Writes @p refs ("HEAD", "refs/heads/main") with all that they need into @p file, except for
/// what the commits @p have (full ids) reach already.
Task<> createBundle(GitCall call, QStringList refs, QString file, QStringList have = {});

/// A clone whose objects come from a bundle and whose "origin" is @p request.url.
Task<> cloneFromBundle(GitCall call, QString bundle, CloneRequest request);

/// Fetches from a bundle: @p refspecs like "refs/heads/main:refs/remotes/cloud/main".
Task<> fetchBundle(GitCall call, QString bundle, QStringList refspecs);

struct WorktreeRequest
{
    QString folder; ///< absolute; must not exist, or be empty
    QString branch;
    QString startPoint; ///< empty: @c branch exists; else it is made there
    bool follows = true; ///< a branch that is made at a remote one follows that
};

Task<> addWorktree(GitCall call, WorktreeRequest request);

/// Removes a linked worktree with all that is in it, and what the repository knew of it. One that
/// is not there is no error.
Task<> removeWorktree(GitCall call, QString folder);

/// Deletes a local branch, also one that is nowhere else.
Task<> deleteBranch(GitCall call, QString branch);

} // namespace skybranch::git

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace skybranch::git {

/// A working folder of a repository: the main one or one of `git worktree add`.
struct Worktree
{
    QString path; ///< absolute, no slash at the end
    QString branch; ///< empty while detached, which a rebase does too
    QString headId; ///< empty where the branch has no commit yet
    bool isMain = false;
    bool isLocked = false;
    bool isBroken = false; ///< its folder is gone, or is no worktree of this repository any more

    friend bool operator==(const Worktree &, const Worktree &) = default;
};

/// What differs from HEAD in a worktree, ignored files left out.
struct Status
{
    int changed = 0; ///< files changed, added, deleted, renamed or untracked, conflicted ones too
    int conflicted = 0;
    QString operation; ///< "merge", "rebase", "cherry-pick", "revert", "bisect", "am", or empty
    QStringList files; ///< "M path", the first 200; letters as in `git status --short`

    bool isClean() const { return changed == 0 && operation.isEmpty(); }

    friend bool operator==(const Status &, const Status &) = default;
};

struct AheadBehind
{
    int ahead = 0;
    int behind = 0;
    bool hasUpstream = false; ///< false also where the upstream has been deleted
    QString upstream; ///< "origin/main"; also of one that has been deleted

    friend bool operator==(const AheadBehind &, const AheadBehind &) = default;
};

struct Commit
{
    QString id;
    QString shortId;
    QString summary; ///< the first paragraph, at most 500 characters
    QString author;
    QDateTime when; ///< of the commit, in UTC
    QString email; ///< of the author
};

/// A branch and its upstream, where each has what the other lacks.
struct Divergence
{
    QString upstream; ///< "origin/main"
    QList<Commit> here; ///< only in the branch, newest first
    QList<Commit> there; ///< only in the upstream
    int ahead = 0; ///< all of them, also those that the lists leave out
    int behind = 0;
    std::optional<Commit> base; ///< the last one in common
    QStringList files; ///< changed on both sides
};

struct BranchInfo
{
    QString name; ///< "topic/x", "origin/topic/x"
    bool isRemote = false;
    QString id;
    QDateTime when; ///< of its last commit, in UTC; invalid where a shallow clone has cut it off

    friend bool operator==(const BranchInfo &, const BranchInfo &) = default;
};

/// Who commits here, by git's configuration. Empty where nothing is configured.
struct Identity
{
    QString name;
    QString email;
};

} // namespace skybranch::git

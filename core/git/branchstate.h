// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For the sources of this room only: what has to be known before a command changes a branch.

#include "git/program.h"

namespace skybranch::git {

/// The current branch, as the header lines of "git status --porcelain=v2 --branch" tell it.
struct BranchState
{
    QString id;
    QString branch;
    QString upstream; ///< "origin/main"; empty without one
    bool isUpstreamThere = false;
    int ahead = 0;
    int behind = 0;
    bool isDirty = false; ///< tracked files are changed
};

Task<BranchState> readBranchState(GitCall call);

/// @p verb is "pull", "merge" or "rebase": what the user wants to do.
Result<> checkBranch(const BranchState &state, const QString &verb);
Result<> checkUpstream(const BranchState &state);

/// Task<QByteArray> for callers that only want to know whether it went well.
Task<> runOnly(GitCall call, QStringList arguments);

} // namespace skybranch::git

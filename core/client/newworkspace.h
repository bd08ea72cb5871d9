// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/names.h"
#include "domain/workspace.h"

#include <QList>

namespace skybranch::client {

/// A branch that a new workspace may be made of.
struct BranchChoice
{
    QString name; ///< without the remote's
    bool isLocal = false;
    bool isRemote = false; ///< the remote that the repository follows has it
    bool differs = false; ///< local and remote are not at the same commit
    QDateTime when; ///< of its last commit; invalid where that is not known
    QString worktree; ///< the folder in which it is checked out; empty for none
    bool inCloud = false;

    friend bool operator==(const BranchChoice &, const BranchChoice &) = default;
};

struct BranchList
{
    QList<BranchChoice> branches; ///< the newest first
    QString defaultBranch;
    QString problem; ///< why they can not be read, a sentence
    bool isFetching = false; ///< the remote is being asked for newer ones
    QString fetchProblem; ///< why it could not be asked, a sentence

    friend bool operator==(const BranchList &, const BranchList &) = default;
};

/// A worktree on this computer and a cloud workspace of the same branch, to be made together.
struct NewWorkspace
{
    qint64 repositoryId = 0; ///< of RepositoryInfo
    QString branch;
    QString base; ///< not empty: @c branch is new and begins at this branch
    QString name; ///< of the workspace
    QString folder; ///< of the worktree, absolute; it must not exist, or be empty
    int autoStopMinutes = domain::defaultAutoStopMinutes;
    QString provider; ///< empty: the backend's own choice
    domain::Placement placement = domain::Placement::Dedicated;

    friend bool operator==(const NewWorkspace &, const NewWorkspace &) = default;
};

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/program.h"
#include "wire/guestrpc.h"

namespace skybranch::work {

// Both make the repository beside @p folder and give it its name when it is whole, so that what is
// there is complete, whenever the VM was killed. @p call says which git; its folder is not used.

/// From the remote. A branch that the remote has not is made from its default branch.
Task<> cloneRepository(git::GitCall call, wire::CloneRequest request, QString folder);

/// From a bundle that holds refs/heads/<branch> and, where the remote has it, refs/remotes/origin.
/// Errors: InvalidArgument where the bundle is none or holds another commit than header.head.
Task<> seedRepository(git::GitCall call, wire::SeedHeader header, QString bundle, QString folder);

/// Lets @p branch follow the remote's of that name where there is one. @p call: in the repository.
Task<> followRemote(git::GitCall call, QString branch);

} // namespace skybranch::work

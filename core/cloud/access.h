// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/caller.h"
#include "clouddb/transaction.h"
#include "domain/workspace.h"

namespace skybranch::cloud {

/// What somebody may do with a workspace of their organisation. A workspace of another one does
/// not exist for them.
///
/// | right | what it lets one do                                          | dedicated | personal |
/// |-------|--------------------------------------------------------------|-----------|-----------------|
/// | See   | get, list, follow: it exists, its state and its names         | member    | member |
/// | Use   | credentials, terminal, pull, resume, retry, change, sessions  | member    | creator |
/// | End   | pause, stop, cancel, delete: what ends its costs              | member    | creator,
/// admin  |
///
/// An admin manages keys and members, and can rid the organisation of what a member who has left
/// leaves behind; an admin can not look into a personal workspace, for its owner's logins are in
/// it.
enum class Right { See, Use, End };

bool may(const Caller &caller, const domain::Workspace &workspace, Right right);

/// The workspace, where the caller has that right. NotFound where it is not of their organisation,
/// Forbidden with a sentence where it is somebody else's own. Every method of a service that is
/// given a workspace's id begins with this, in the transaction that does the work.
Result<domain::Workspace> allowed(clouddb::Transaction &transaction, const Caller &caller,
                                  WorkspaceId id, Right right);

/// The same, and no other transaction can change the row before this one has ended.
Result<domain::Workspace> allowedAndLocked(clouddb::Transaction &transaction, const Caller &caller,
                                           WorkspaceId id, Right right);

/// Forbidden unless the caller manages the organisation.
Result<> checkAdmin(const Caller &caller);

} // namespace skybranch::cloud

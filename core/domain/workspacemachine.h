// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/workspace.h"

#include <span>

namespace skybranch::domain {

/// What can happen to a workspace. The first group is asked for by somebody, the second is
/// reported by the provider or the guest.
enum class WorkspaceEvent {
    Pause,
    Resume, ///< also what connecting to a paused or stopped workspace asks for
    Stop,
    Retry,
    Cancel,
    Delete,

    Provisioned, ///< VM made, guest there, repository in place
    Paused,
    Resumed,
    Stopped,
    Deleted, ///< the provider says that the VM is gone
    Failed, ///< VM gone or failed, or an action timed out
};

/// All events, for tables and tests.
std::span<const WorkspaceEvent> allWorkspaceEvents();
std::span<const WorkspaceStatus> allWorkspaceStatuses();
std::span<const PendingAction> allPendingActions();
QString name(WorkspaceEvent event); ///< "pause", "provisioned"

/// What an event makes of a workspace.
struct WorkspaceChange
{
    WorkspaceStatus status;
    PendingAction pending;
    bool joins = false; ///< the same thing has been asked for already: nothing to do, no error
    bool removed = false; ///< the row goes

    friend bool operator==(const WorkspaceChange &, const WorkspaceChange &) = default;
};

/// The one table: services guard with it and the UI enables actions from it.
/// @p provisioned says whether its provisioning has once come to its end. Only Retry asks for it:
/// a workspace that never was ready provisions again, at the step that failed; one that was stays
/// Error under PendingAction::Resume until the provider has said what its VM is.
/// Errors: Conflict, with a sentence that names the state and what to do instead.
Result<WorkspaceChange> apply(WorkspaceStatus status, PendingAction pending, WorkspaceEvent event,
                              bool provisioned);

} // namespace skybranch::domain

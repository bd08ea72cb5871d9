// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "cloud/jobrunner.h"
#include "domain/workspacemachine.h"

namespace skybranch::cloud {

namespace jobkind {
inline constexpr QLatin1StringView provision("provision");
inline constexpr QLatin1StringView pause("pause");
inline constexpr QLatin1StringView resume("resume");
inline constexpr QLatin1StringView stop("stop");
inline constexpr QLatin1StringView remove("delete");
inline constexpr QLatin1StringView probe("probe"); ///< asks the provider what a VM is
} // namespace jobkind

/// The job that a workspace in this state is waiting for; nothing where it waits for none.
std::optional<QLatin1StringView> jobFor(domain::WorkspaceStatus status,
                                        domain::PendingAction pending);

/// Enqueues that job, in the transaction that brought the workspace into its state. @p payload may
/// hold "provider", the type for a new VM, and "reason", the sentence that stays when it is done.
Result<> enqueueFor(clouddb::Transaction &transaction, const domain::Workspace &workspace,
                    const QJsonObject &payload = {});

/// Does a job of any kind. @p context outlives the handler's tasks.
JobHandler jobHandler(CloudContext &context);

} // namespace skybranch::cloud

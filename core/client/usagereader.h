// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"
#include "client/views.h"

namespace skybranch::client {

/// What was used since the beginning of this month, here; of the whole organisation where @p id is
/// null.
Task<UsageInfo> readUsage(std::shared_ptr<ApiClient> api, WorkspaceId id);

/// One row for each workspace.
UsageInfo usageInfoOf(const wire::Usage &usage);

} // namespace skybranch::client

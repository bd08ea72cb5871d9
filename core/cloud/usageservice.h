// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/database.h"
#include "wire/rest.h"

namespace skybranch::cloud {

/// What an organisation has used, also of workspaces that are gone.
class UsageService
{
public:
    explicit UsageService(clouddb::Database &database)
        : m_database(database)
    {
    }

    /// InvalidArgument where it ends before it begins, or is longer than 400 days.
    Task<wire::Usage> ofOrganization(Caller caller, wire::UsageQuery span);

    /// NotFound where the organisation has never had the workspace.
    Task<wire::Usage> ofWorkspace(Caller caller, WorkspaceId workspace, wire::UsageQuery span);

private:
    Task<wire::Usage> read(Caller caller, wire::UsageQuery span,
                           std::optional<WorkspaceId> workspace);

    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

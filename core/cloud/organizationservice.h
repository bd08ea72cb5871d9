// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/database.h"
#include "domain/account.h"

namespace skybranch::cloud {

/// Organisations, for who runs the database: no route leads here.
class OrganizationService
{
public:
    explicit OrganizationService(clouddb::Database &database)
        : m_database(database)
    {
    }

    Task<domain::Organization> add(QString name); ///< Conflict where the name is taken
    Task<QList<domain::Organization>> list(); ///< by name

    /// NotFound; Conflict where several have that name.
    Task<domain::Organization> find(QString nameOrId);
    Task<domain::Organization> rename(OrganizationId id, QString name);

    /// How many of its workspaces may be there at once; unset: any number. What is there stays.
    Task<domain::Organization> setLimit(OrganizationId id, std::optional<int> workspaces);

    /// Conflict while it has a workspace or a VM.
    Task<> remove(OrganizationId id);

    /// Asks for the deletion of all its workspaces, which a running backend does; gives how many
    /// there are.
    Task<int> deleteWorkspaces(OrganizationId id);

    /// A caller who may do all in @p organization, for the other services.
    static Caller adminOf(OrganizationId organization)
    {
        return {{}, organization, domain::Role::Admin};
    }

private:
    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

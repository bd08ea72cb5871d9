// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/database.h"
#include "domain/workspace.h"
#include "wire/rest.h"

namespace skybranch::cloud {

/// The repositories that a caller's organisation has told the cloud about.
class RepositoryService
{
public:
    explicit RepositoryService(clouddb::Database &database)
        : m_database(database)
    {
    }

    /// The repository with this remote, made where it is new.
    Task<clouddb::Written<domain::Repository>> add(Caller caller, wire::CreateRepository request);
    Task<QList<domain::Repository>> list(Caller caller); ///< by name, at most 1,000

private:
    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

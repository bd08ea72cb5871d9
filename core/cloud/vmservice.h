// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/database.h"
#include "domain/shownvm.h"

namespace skybranch::cloud {

/// The VMs of a caller's organisation. A personal one is its owner's alone: to others, admins too,
/// it does not exist.
class VmService
{
public:
    explicit VmService(clouddb::Database &database)
        : m_database(database)
    {
    }

    Task<QList<domain::ShownVm>> list(Caller caller); ///< oldest first, at most 1,000
    Task<domain::ShownVm> get(Caller caller, VmId id); ///< NotFound

private:
    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

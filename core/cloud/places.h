// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"
#include "providers/provider.h"

namespace skybranch::cloud {

/// Conflict where this database's VMs of @p provider are kept at another place than the one that it
/// reaches: it could only take them for gone. Both outlive the task.
Task<> bindPlace(clouddb::Database &database, providers::CloudProvider &provider);

} // namespace skybranch::cloud

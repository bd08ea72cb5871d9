// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"

namespace skybranch::clouddb {

/// The number of the newest migration that this program has.
int newestSchema();

/// Brings the database to newestSchema(): every migration that is missing, in order, in one
/// transaction. Several programs may call it at once; one does the work, the others wait.
/// Errors: Unsupported where the database was made by a newer program; it is left as it is.
Task<> migrate(Database &database);

} // namespace skybranch::clouddb

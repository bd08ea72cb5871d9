// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"

namespace skybranch::clouddb {

/// The number of the newest migration that this program has.
int newestSchema();

/// Brings the database to newestSchema(): every migration that is missing, in order, in one
/// transaction. Several programs may call it at once; one does the work, the others wait.
/// A database that a newer program has brought further is left as it is. Errors: Unsupported where
/// it says that programs of our age do not work with it any more.
Task<> migrate(Database &database);

/// Whether a program that runs can go on, after a newer one has changed the database (channel
/// "schema"). Errors: Unsupported where it has to end.
Task<> checkSchema(Database &database);

} // namespace skybranch::clouddb

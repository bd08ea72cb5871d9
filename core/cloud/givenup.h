// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/jobqueue.h"

namespace skybranch::cloud {

/// Ends a job that does not come to its end: its workspace is Error with @p message. A delete
/// comes again later even so, because no VM is forgotten.
[[nodiscard]] Result<> giveUp(clouddb::Transaction &transaction, const clouddb::Job &job,
                              const QString &message);

/// What giveUp() is called with where one more attempt would be too many.
QString triedTooOften(const clouddb::Job &job);

/// What it is called with where the database does not take the outcome.
QString outcomeRefused(const clouddb::Job &job);

} // namespace skybranch::cloud

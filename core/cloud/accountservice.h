// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/database.h"

namespace skybranch::cloud {

/// Turns keys into callers.
class AccountService
{
public:
    explicit AccountService(clouddb::Database &database)
        : m_database(database)
    {
    }

    /// Only the key's hash is looked up, so how long it takes says nothing about a key.
    /// Unauthorized for a key that is missing, wrong or revoked.
    Task<Caller> callerForKey(QString key);

    /// Makes @p key the one valid key of the embedded backend's only user.
    Task<Caller> ensureDefault(QString userName, QByteArray key);

private:
    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

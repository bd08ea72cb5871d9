// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/accountstore.h"
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

    /// Unauthorized where the key that @p caller came with counts no more: for requests that wait.
    Task<> checkStillValid(Caller caller);

    /// Lets the default user in with @p key.
    Task<Caller> ensureDefault(QString userName, QByteArray key, clouddb::OtherKeys others);

private:
    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/callercache.h"
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
    /// Unauthorized for a key that is missing, wrong or revoked. The answer may be some seconds old
    /// while we are told of changes.
    Task<Caller> callerForKey(QString key);

    /// The database tells of changes to keys from now on, or does so no more.
    void setTold(bool told) { m_cache.setTold(told); }
    void keysChanged() { m_cache.forget(); }

    /// Unauthorized where the key that @p caller came with counts no more: for requests that wait.
    /// The database is asked after the call, and once for all who want to know at the same time.
    Task<> checkStillValid(Caller caller);

    /// Lets the default user in with @p key.
    Task<Caller> ensureDefault(QString userName, QByteArray key, clouddb::OtherKeys others);

private:
    struct Check
    {
        QUuid key;
        Completion<> completion;
    };

    QCoro::Task<> makeChecks();

    clouddb::Database &m_database;
    CallerCache m_cache;
    QList<Check> m_checks; ///< that wait for the one under way
    bool m_isChecking = false;
};

} // namespace skybranch::cloud

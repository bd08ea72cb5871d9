// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace skybranch::clouddb {

/// Where a database is, and as whom to go there.
struct DatabaseAddress
{
    QString host; ///< a name, an address, or the folder of a unix socket
    int port = 5432;
    QString database;
    QString user;
    QString password; ///< empty: libpq looks in the user's password file
    QString options; ///< as QSqlDatabase::setConnectOptions() takes them

    friend bool operator==(const DatabaseAddress &, const DatabaseAddress &) = default;
};

/// Reads "postgresql://user:password@host:port/database?sslmode=verify-full" or, for a unix
/// socket, "postgresql://user@/database?host=/folder".
/// Errors: InvalidArgument, with a sentence that never repeats the URL: it may hold a password.
Result<DatabaseAddress> parseDatabaseUrl(const QString &url);

} // namespace skybranch::clouddb

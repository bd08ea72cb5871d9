// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QString>

#include <chrono>

namespace skybranch::clouddb {

/// A Postgres cluster of our own in a data folder, reached through a unix socket only, by this
/// user only. The server does not end with this object or this process: a killed backend leaves
/// it running, and the next start() adopts it. stop() ends it.
class EmbeddedPostgres
{
public:
    /// @p orderlyStop is what a server may take to end in order.
    explicit EmbeddedPostgres(QString dataFolder,
                              std::chrono::milliseconds orderlyStop = std::chrono::seconds(15));

    /// Makes the cluster where there is none, starts its server where none runs, and gives the
    /// URL for Database and Notifications when it accepts connections.
    /// Errors: Unsupported (PostgreSQL is not installed, or the cluster needs another version, or
    /// is not ours), Unavailable (folder or server), Timeout (2 min).
    Task<QString> start();

    /// Ends the server in order and waits for its end; open transactions are rolled back. One that
    /// hangs is ended at once, and recovers at its next start. Succeeds when none runs.
    /// Errors: Timeout.
    Task<> stop();

private:
    QString m_dataFolder;
    std::chrono::milliseconds m_orderlyStop;
};

} // namespace skybranch::clouddb

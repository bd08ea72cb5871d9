// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QString>

namespace skybranch::clouddb {

/// A Postgres cluster of our own in a data folder, reached through a unix socket only, by this
/// user only. The server does not end with this object or this process: a killed backend leaves
/// it running, and the next start() adopts it. stop() ends it.
class EmbeddedPostgres
{
public:
    explicit EmbeddedPostgres(QString dataFolder);

    /// Makes the cluster where there is none, starts its server where none runs, and gives the
    /// URL for Database and Notifications when it accepts connections.
    /// Errors: Unsupported (PostgreSQL is not installed, or the cluster needs another version, or
    /// is not ours), Unavailable (folder or server), Timeout (30 s).
    Task<QString> start();

    /// Ends the server in order and waits for its end; open transactions are rolled back.
    /// Succeeds when none runs.
    Task<> stop();

private:
    QString m_dataFolder;
};

} // namespace skybranch::clouddb

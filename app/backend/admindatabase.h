// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adminoptions.h"
#include "clouddb/database.h"
#include "clouddb/embeddedpostgres.h"
#include "datafolder.h"

#include <optional>

namespace skybranch::backend {

/// The database that a command works on: one that others serve, that of a running backend, or
/// that of one that does not run, whose server is started for the moment.
class AdminDatabase
{
public:
    Task<> open(AdminOptions options);

    /// Ends the server unless a backend runs on it.
    Task<> close();

    clouddb::Database &database() { return *m_database; }

private:
    Task<QString> openEmbedded(QString dataFolder);

    DataFolderLock m_lock;
    bool m_isOurs = false;
    std::optional<clouddb::EmbeddedPostgres> m_postgres;
    std::optional<clouddb::Database> m_database;
};

} // namespace skybranch::backend

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cloudrows.h"
#include "support/postgres.h"

namespace skybranch::test {

/// A test whose functions have a database of their own each.
class DatabaseTest : public QObject
{
protected:
    /// In init(): a new database with the newest schema.
    Result<> openDatabase(int connections = 4)
    {
        auto url = m_rig.database();
        if (!url)
            return failure(url);
        m_url = std::move(*url);
        m_database = std::make_unique<clouddb::Database>(m_url, connections);
        return {};
    }

    /// The same with an organisation in it.
    Result<> openWithRows(int connections = 4)
    {
        if (auto opened = openDatabase(connections); !opened)
            return opened;
        auto rows = CloudRows::create(*m_database);
        if (!rows)
            return failure(rows);
        m_rows = std::move(*rows);
        return {};
    }

    PostgresRig m_rig;
    QString m_url;
    std::unique_ptr<clouddb::Database> m_database;
    CloudRows m_rows;
};

} // namespace skybranch::test

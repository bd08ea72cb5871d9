// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/serverprocess.h"
#include "clouddb/database.h"
#include "support/postgres.h"

namespace skybranch::bench {

/// Our server and Node's over one database: an organisation with 100 workspaces, and one that gets
/// new ones. Each connection has a key of its own.
class ApiRig
{
public:
    static constexpr int connections = 64;

    static Result<std::unique_ptr<ApiRig>> start();

    ServerProcess &ours() { return *m_ours; }
    /// Null where Node or its packages are not there.
    ServerProcess *node() { return m_node.get(); }
    QString whyNoNode() const { return m_whyNoNode; }

    QString databaseUrl() const { return m_url; }
    QString workspace() const { return m_workspace.toString(); } ///< one of the 100
    QString emptyRepository() const { return m_emptyRepository; } ///< of the other organisation

    QByteArray keyOfFull(int connection) const { return keyOf("full", connection); }
    QByteArray keyOfGrowing(int connection) const { return keyOf("growing", connection); }

private:
    ApiRig() = default;
    Result<> fill();
    Result<> addKeys(const QByteArray &name, const QJsonObject &organization);
    void startNode();
    static QByteArray keyOf(const QByteArray &name, int connection);

    test::PostgresRig m_postgres;
    QString m_url;
    std::unique_ptr<clouddb::Database> m_database;
    std::unique_ptr<ServerProcess> m_ours;
    std::unique_ptr<ServerProcess> m_node;
    QString m_whyNoNode;
    WorkspaceId m_workspace;
    QString m_emptyRepository;
};

} // namespace skybranch::bench

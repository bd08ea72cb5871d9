// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/presencestore.h"

#include "clouddb/rowreaders.h"
#include "clouddb/workspacestore.h"
#include "domain/names.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

constexpr domain::NameTable typeNames{
    std::pair{ClientType::Desktop, "desktop"},
    std::pair{ClientType::Web, "web"},
};

Presence presenceOf(const Row &row)
{
    return {.id = row.uuid("id"_L1),
            .workspaceId = row.id<WorkspaceId>("workspace_id"_L1),
            .userId = row.id<UserId>("user_id"_L1),
            .userName = row.text("user_name"_L1),
            .type = clientType(row.text("client_type"_L1)).value(),
            .connectedAt = row.time("connected_at"_L1),
            .lastHeartbeatAt = row.time("last_heartbeat_at"_L1)};
}

} // namespace

QString name(ClientType type)
{
    return typeNames.nameOf(type);
}
std::optional<ClientType> clientType(QStringView name)
{
    return typeNames.valueOf(name);
}

PresenceStore::PresenceStore(Transaction &transaction, OrganizationId organization)
    : m_transaction(transaction)
    , m_organization(organization)
{
}

Result<> PresenceStore::connect(const Presence &presence)
{
    auto touched = WorkspaceStore(m_transaction, m_organization).touchActive(presence.workspaceId);
    if (!touched)
        return touched;
    const auto connected = m_transaction.exec(
        u"INSERT INTO cloud_workspace_sessions AS s "
        "(id, organization_id, workspace_id, user_id, client_type) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET last_heartbeat_at = now() "
        "WHERE s.organization_id = excluded.organization_id AND s.user_id = excluded.user_id "
        "AND s.workspace_id = excluded.workspace_id"_s,
        {presence.id, bind(m_organization), bind(presence.workspaceId), bind(presence.userId),
         name(presence.type)});
    if (!connected)
        return failure(connected);
    if (connected->affected == 0)
        return failure(ErrorCode::Conflict,
                       u"This connection id is taken. Connect with another one."_s);
    return {};
}

Result<> PresenceStore::heartbeat(QUuid id, UserId user)
{
    const auto beaten
        = m_transaction.exec(u"UPDATE cloud_workspace_sessions SET last_heartbeat_at = now() "
                             "WHERE organization_id = ? AND id = ? AND user_id = ?"_s,
                             {bind(m_organization), id, bind(user)});
    if (!beaten)
        return failure(beaten);
    if (beaten->affected == 0)
        return failure(ErrorCode::NotFound,
                       u"This connection was taken for gone. Connect again."_s);
    return {};
}

Result<> PresenceStore::disconnect(QUuid id, UserId user)
{
    return m_transaction
        .exec(u"DELETE FROM cloud_workspace_sessions "
              "WHERE organization_id = ? AND id = ? AND user_id = ?"_s,
              {bind(m_organization), id, bind(user)})
        .transform([](const Rows &) { });
}

Result<QList<Presence>> PresenceStore::list(WorkspaceId workspace)
{
    return m_transaction
        .exec(u"SELECT s.*, u.display_name AS user_name "
              "FROM cloud_workspace_sessions s JOIN users u ON u.id = s.user_id "
              "WHERE s.organization_id = ? AND s.workspace_id = ? ORDER BY s.connected_at, s.id"_s,
              {bind(m_organization), bind(workspace)})
        .transform([](const Rows &rows) { return allOf(rows, presenceOf); });
}

} // namespace skybranch::clouddb

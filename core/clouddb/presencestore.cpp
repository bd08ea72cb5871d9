// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/presencestore.h"

#include "clouddb/rowreaders.h"
#include "clouddb/workspacestore.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

// Who has left may be present for a while.
const QString selectPresences
    = u"SELECT s.*, coalesce(m.display_name, u.external_name) AS user_name "
      "FROM cloud_workspace_sessions s JOIN users u ON u.id = s.user_id "
      "LEFT JOIN memberships m ON m.organization_id = s.organization_id "
      "AND m.user_id = s.user_id WHERE s.organization_id = ? "_s;

domain::Presence presenceOf(const Row &row)
{
    return {.id = row.uuid("id"_L1),
            .workspaceId = row.id<WorkspaceId>("workspace_id"_L1),
            .userId = row.id<UserId>("user_id"_L1),
            .userName = row.text("user_name"_L1),
            .type = domain::clientType(row.text("client_type"_L1)).value(),
            .connectedAt = row.time("connected_at"_L1),
            .lastHeartbeatAt = row.time("last_heartbeat_at"_L1)};
}

} // namespace

PresenceStore::PresenceStore(Transaction &transaction, OrganizationId organization)
    : m_transaction(transaction)
    , m_organization(organization)
{
}

// Who joins holds the workspace's row, so no two of them count at once.
Result<> PresenceStore::checkRoom(const domain::Presence &presence)
{
    const auto others
        = m_transaction.exec(u"SELECT count(*) AS count FROM cloud_workspace_sessions "
                             "WHERE organization_id = ? AND workspace_id = ? AND id <> ?"_s,
                             {bind(m_organization), bind(presence.workspaceId), presence.id});
    if (!others)
        return failure(others);
    if (others->first().number("count"_L1) < maxPresences)
        return {};
    return failure(ErrorCode::LimitReached,
                   u"Too many connections to this workspace are open. Close some of them."_s);
}

Result<domain::Presence> PresenceStore::find(QUuid id)
{
    return m_transaction.exec(selectPresences + u"AND s.id = ?"_s, {bind(m_organization), id})
        .transform([](const Rows &rows) { return presenceOf(rows.first()); });
}

Result<Written<domain::Presence>> PresenceStore::connect(const domain::Presence &presence)
{
    // Who comes again after an answer was lost has done nothing.
    const auto again = heartbeat(presence.workspaceId, presence.id, presence.userId);
    if (again)
        return Written<domain::Presence>{*again, {}};
    if (again.error().code != ErrorCode::NotFound)
        return failure(again);
    auto touched = WorkspaceStore(m_transaction, m_organization).touchActive(presence.workspaceId);
    if (!touched)
        return failure(touched);
    if (auto room = checkRoom(presence); !room)
        return failure(room);
    const auto connected = m_transaction.exec(
        u"INSERT INTO cloud_workspace_sessions AS s "
        "(id, organization_id, workspace_id, user_id, client_type) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET last_heartbeat_at = now() "
        "WHERE s.organization_id = excluded.organization_id AND s.user_id = excluded.user_id "
        "AND s.workspace_id = excluded.workspace_id "
        "RETURNING xmax = 0 AS is_new"_s,
        {presence.id, bind(m_organization), bind(presence.workspaceId), bind(presence.userId),
         name(presence.type)});
    if (!connected)
        return failure(connected);
    if (connected->isEmpty())
        return failure(ErrorCode::Conflict,
                       u"This connection id is taken. Connect with another one."_s);
    const auto found = find(presence.id);
    if (!found)
        return failure(found);
    if (!connected->first().flag("is_new"_L1))
        return Written<domain::Presence>{*found, {}};
    return m_transaction.written(*found);
}

Result<domain::Presence> PresenceStore::heartbeat(WorkspaceId workspace, QUuid id, UserId user)
{
    const auto beaten = m_transaction.exec(
        u"UPDATE cloud_workspace_sessions SET last_heartbeat_at = now() "
        "WHERE organization_id = ? AND workspace_id = ? AND id = ? AND user_id = ?"_s,
        {bind(m_organization), bind(workspace), id, bind(user)});
    if (!beaten)
        return failure(beaten);
    if (beaten->affected == 0)
        return failure(ErrorCode::NotFound,
                       u"This connection was taken for gone. Connect again."_s);
    return find(id);
}

Result<std::optional<qint64>> PresenceStore::disconnect(WorkspaceId workspace, QUuid id,
                                                        UserId user)
{
    const auto removed = m_transaction.exec(
        u"DELETE FROM cloud_workspace_sessions "
        "WHERE organization_id = ? AND workspace_id = ? AND id = ? AND user_id = ?"_s,
        {bind(m_organization), bind(workspace), id, bind(user)});
    if (!removed)
        return failure(removed);
    if (removed->affected == 0)
        return std::nullopt;
    return m_transaction.number();
}

Result<QList<domain::Presence>> PresenceStore::list(WorkspaceId workspace)
{
    return m_transaction
        .exec(selectPresences + u"AND s.workspace_id = ? ORDER BY s.connected_at, s.id"_s,
              {bind(m_organization), bind(workspace)})
        .transform([](const Rows &rows) { return allOf(rows, presenceOf); });
}

} // namespace skybranch::clouddb

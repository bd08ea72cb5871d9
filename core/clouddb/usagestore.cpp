// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/usagestore.h"

#include "clouddb/rowreaders.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

// A span that a clock has ended before it began counts nothing.
const QString betweenSql = uR"(
    WITH asked AS (SELECT ?::uuid AS organization_id, ?::uuid AS workspace_id,
                          ?::timestamptz AS since, least(?::timestamptz, now()) AS until),
    spans AS (
        SELECT e.workspace_id, e.status, e.provider_type, e.size, e.created_at AS since,
               lead(e.created_at, 1, 'infinity')
                   OVER (PARTITION BY e.workspace_id ORDER BY e.id) AS until,
               last_value(e.workspace_name) OVER (PARTITION BY e.workspace_id ORDER BY e.id
                   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_name
        FROM usage_events e, asked a WHERE e.organization_id = a.organization_id
          AND (a.workspace_id IS NULL OR e.workspace_id = a.workspace_id)
          AND e.created_at < a.until)
    SELECT s.workspace_id, coalesce(w.name, s.last_name) AS workspace_name,
           w.id IS NOT NULL AS is_there, s.status, s.provider_type, s.size,
           round(sum(extract(epoch FROM greatest(
               least(s.until, a.until) - greatest(s.since, a.since), interval '0'))))::bigint
               AS seconds
    FROM asked a, spans s LEFT JOIN cloud_workspaces w ON w.id = s.workspace_id
    WHERE s.status <> 'deleted' AND s.until > a.since
    GROUP BY s.workspace_id, w.id, w.name, s.last_name, s.status, s.provider_type, s.size
    ORDER BY workspace_name, s.workspace_id, seconds DESC, s.status, s.provider_type, s.size)"_s;

UsageSpan spanOf(const Row &row)
{
    return {.workspaceId = row.id<WorkspaceId>("workspace_id"_L1),
            .workspaceName = row.text("workspace_name"_L1),
            .exists = row.flag("is_there"_L1),
            .providerType = row.text("provider_type"_L1),
            .size = row.text("size"_L1),
            .status = domain::workspaceStatus(row.text("status"_L1)).value(),
            .seconds = row.number("seconds"_L1)};
}

} // namespace

UsageStore::UsageStore(Transaction &transaction, OrganizationId organization)
    : m_transaction(transaction)
    , m_organization(organization)
{
}

Result<QList<UsageSpan>> UsageStore::between(const QDateTime &from, const QDateTime &to,
                                             WorkspaceId workspace)
{
    const QVariant one = workspace.isNull() ? QVariant() : QVariant(workspace.uuid());
    return m_transaction.exec(betweenSql, {bind(m_organization), one, from, to})
        .transform([](const Rows &rows) { return allOf(rows, spanOf); });
}

Result<bool> UsageStore::knows(WorkspaceId workspace)
{
    return m_transaction
        .exec(
            u"SELECT 1 FROM usage_events WHERE organization_id = ? AND workspace_id = ? LIMIT 1"_s,
            {bind(m_organization), bind(workspace)})
        .transform([](const Rows &rows) { return !rows.isEmpty(); });
}

} // namespace skybranch::clouddb

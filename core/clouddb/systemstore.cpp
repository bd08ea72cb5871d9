// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/systemstore.h"

#include "clouddb/rowreaders.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;
using domain::Workspace;

namespace {

Result<QList<Workspace>> workspacesOf(const Result<Rows> &rows)
{
    return rows.transform([](const Rows &all) { return allOf(all, workspaceOf); });
}

const QString isLeftInErrorSql
    = u"EXISTS (SELECT FROM cloud_workspaces w WHERE w.vm_id = v.id AND w.status = 'error' "
      "AND w.pending_action IS NULL "
      "AND w.status_changed_at <= now() - make_interval(mins => w.auto_stop_minutes))"_s;

} // namespace

SystemStore::SystemStore(Transaction &transaction)
    : m_transaction(transaction)
{
}

Result<QString> SystemStore::installation()
{
    return m_transaction.exec(u"SELECT id FROM installation"_s).transform([](const Rows &rows) {
        return rows.first().uuid("id"_L1).toString(QUuid::WithoutBraces);
    });
}

Result<> SystemStore::bindPlace(const QString &providerType, const QString &place)
{
    const auto noted
        = m_transaction.exec(u"INSERT INTO provider_places (provider_type, place) VALUES (?, ?) "
                             "ON CONFLICT (provider_type) DO NOTHING"_s,
                             {providerType, place});
    if (!noted)
        return failure(noted);
    const auto rows = m_transaction.exec(
        u"SELECT place FROM provider_places WHERE provider_type = ?"_s, {providerType});
    if (!rows)
        return failure(rows);
    if (rows->first().text("place"_L1) == place)
        return {};
    return failure(
        ErrorCode::Conflict,
        u"The VMs of this database (provider \"%1\") are kept in another data folder or by "
        "another container engine. Start with that one, or give this one a database of its "
        "own."_s.arg(providerType));
}

Result<> SystemStore::bindAuthority(const QString &publicKey)
{
    const auto rows = m_transaction.exec(
        u"UPDATE installation SET authority = coalesce(authority, ?) RETURNING authority"_s,
        {publicKey});
    if (!rows)
        return failure(rows);
    if (rows->first().text("authority"_L1) == publicKey)
        return {};
    return failure(ErrorCode::Conflict,
                   u"The VMs of this database trust another SSH authority. Start with the data "
                   "folder that has its key, or give that key to every skybranchd of this database "
                   "with --ca-key."_s);
}

Result<> SystemStore::takeTurn()
{
    return m_transaction.exec(u"SELECT pg_advisory_xact_lock(1735289958)"_s)
        .transform([](const Rows &) { });
}

Result<Workspace> SystemStore::findWorkspace(WorkspaceId id)
{
    const auto rows = m_transaction.exec(selectWorkspaces() + u"WHERE w.id = ?"_s, {bind(id)});
    if (!rows)
        return failure(rows);
    if (rows->isEmpty())
        return failure(ErrorCode::NotFound, u"There is no such workspace."_s);
    return workspaceOf(rows->first());
}

Result<QList<Workspace>> SystemStore::idleWorkspaces(int limit)
{
    return workspacesOf(m_transaction.exec(
        selectWorkspaces()
            + u"WHERE w.status = 'running' AND w.pending_action IS NULL AND w.last_active_at "
              "<= now() - make_interval(mins => w.auto_stop_minutes) "
              "ORDER BY w.last_active_at, w.id LIMIT ?"_s,
        {limit}));
}

Result<QList<Workspace>> SystemStore::pausedLongerThan(std::chrono::seconds age, int limit)
{
    return workspacesOf(
        m_transaction.exec(selectWorkspaces()
                               + u"WHERE w.status = 'paused' AND w.pending_action IS NULL "
                                 "AND w.status_changed_at <= now() - make_interval(secs => ?) "
                                 "ORDER BY w.status_changed_at, w.id LIMIT ?"_s,
                           {double(age.count()), limit}));
}

Result<QList<Workspace>> SystemStore::withoutJob(int limit)
{
    return workspacesOf(m_transaction.exec(
        selectWorkspaces()
            + u"WHERE (w.pending_action IS NOT NULL OR w.status = 'provisioning') "
              "AND NOT EXISTS (SELECT FROM jobs j WHERE j.workspace_id = w.id) "
              "ORDER BY w.updated_at, w.id LIMIT ?"_s,
        {limit}));
}

Result<QList<domain::Vm>> SystemStore::vms(const QString &providerType)
{
    return m_transaction
        .exec(selectVms() + u"WHERE v.provider_type = ? ORDER BY v.created_at, v.id"_s,
              {providerType})
        .transform([](const Rows &rows) { return allOf(rows, vmOf); });
}

Result<QList<domain::Vm>> SystemStore::vmsLeftInError(const QString &providerType)
{
    return m_transaction
        .exec(selectVms() + u"WHERE v.provider_type = ? AND "_s + isLeftInErrorSql
                  + u" ORDER BY v.id"_s,
              {providerType})
        .transform([](const Rows &rows) { return allOf(rows, vmOf); });
}

Result<bool> SystemStore::isLeftInError(VmId vm)
{
    return m_transaction
        .exec(u"SELECT 1 FROM vms v WHERE v.id = ? AND "_s + isLeftInErrorSql, {bind(vm)})
        .transform([](const Rows &rows) { return !rows.isEmpty(); });
}

Result<QList<Workspace>> SystemStore::workspacesInVm(VmId vm)
{
    return workspacesOf(
        m_transaction.exec(selectWorkspaces() + u"WHERE w.vm_id = ? ORDER BY w.id"_s, {bind(vm)}));
}

Result<int> SystemStore::removeStalePresence(std::chrono::seconds age)
{
    return m_transaction
        .exec(u"DELETE FROM cloud_workspace_sessions "
              "WHERE last_heartbeat_at < now() - make_interval(secs => ?)"_s,
              {double(age.count())})
        .transform([](const Rows &rows) { return int(rows.affected); });
}

Result<int> SystemStore::trimChangeLog(LogLimits limits)
{
    const auto turn = m_transaction.exec(u"SELECT pg_try_advisory_xact_lock(1735289959) AS mine"_s);
    if (!turn)
        return failure(turn);
    if (!turn->first().flag("mine"_L1))
        return 0;
    // What is old is looked for in organisations only that have something too old, by an hour.
    const double age = double(limits.age.count());
    return m_transaction
        .exec(u"WITH bounds AS (SELECT o.id, greatest("
              "CASE WHEN (SELECT c.created_at FROM change_log c WHERE c.organization_id = o.id "
              "ORDER BY c.seq LIMIT 1) < now() - make_interval(secs => ?) - interval '1 hour' "
              "THEN (SELECT max(c.seq) FROM change_log c WHERE c.organization_id = o.id "
              "AND c.created_at < now() - make_interval(secs => ?)) END, "
              "(SELECT c.seq FROM change_log c WHERE c.organization_id = o.id "
              "ORDER BY c.seq DESC OFFSET ? LIMIT 1)) AS last FROM organizations o), "
              "gone AS (DELETE FROM change_log c USING bounds b WHERE c.organization_id = b.id "
              "AND c.seq <= b.last RETURNING c.organization_id, c.seq), "
              "raised AS (INSERT INTO change_log_floors SELECT g.organization_id, max(g.seq) "
              "FROM gone g GROUP BY g.organization_id ON CONFLICT (organization_id) "
              "DO UPDATE SET floor = greatest(change_log_floors.floor, excluded.floor)) "
              "SELECT count(*) AS count FROM gone"_s,
              {age, age, limits.rows})
        .transform([](const Rows &rows) { return int(rows.first().number("count"_L1)); });
}

} // namespace skybranch::clouddb

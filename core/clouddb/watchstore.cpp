// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/watchstore.h"

#include "clouddb/rowreaders.h"
#include "clouddb/vmstore.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

// What was written by a clock that has been set back is due as well.
const QString claimSql = uR"(
    WITH due AS (
        SELECT w.id, w.watched_at AS watched_before FROM cloud_workspaces w
        WHERE w.status = ? AND w.pending_action IS NULL AND w.vm_id IS NOT NULL
          AND (w.watched_at IS NULL OR w.watched_at <= now() - make_interval(secs => ?)
               OR w.watched_at > now() + interval '5 seconds')
        ORDER BY w.watched_at NULLS FIRST, w.id LIMIT ?
        FOR UPDATE SKIP LOCKED)
    UPDATE cloud_workspaces w SET watched_at = now() FROM due WHERE w.id = due.id
    RETURNING w.id, w.organization_id, w.vm_id, due.watched_before,
              coalesce(round(extract(epoch FROM now() - due.watched_before)), 0)::bigint
                  AS elapsed)"_s;

// Quiet for no longer than since somebody was active, and no longer than was watched.
const QString quietSql = uR"(
    WITH quiet AS (
        SELECT id, least(quiet_seconds + ?::integer,
                         greatest(0, round(extract(epoch FROM now() - last_active_at))))::integer
                       AS seconds
        FROM cloud_workspaces
        WHERE organization_id = ? AND id = ? AND status = 'running' AND pending_action IS NULL
        FOR UPDATE)
    UPDATE cloud_workspaces w SET quiet_seconds = quiet.seconds, awake_reason = '',
        last_active_at = CASE
            WHEN abs(extract(epoch FROM now() - w.last_active_at) - quiet.seconds) > 90
            THEN now() - make_interval(secs => quiet.seconds) ELSE w.last_active_at END
    FROM quiet WHERE w.id = quiet.id
    RETURNING w.quiet_seconds >= w.auto_stop_minutes * 60
              AND coalesce(w.keep_awake_until <= now(), true) AS reached)"_s;

const QString unansweredSql = uR"(
    WITH looked AS (
        INSERT INTO unanswered_looks AS l (workspace_id, organization_id, seconds)
        SELECT id, organization_id, ?::integer FROM cloud_workspaces
        WHERE organization_id = ? AND id = ? AND status = 'running' AND pending_action IS NULL
        ON CONFLICT (workspace_id) DO UPDATE SET looked_at = now(), seconds = excluded.seconds
            + CASE WHEN l.looked_at > now() - interval '15 minutes' THEN l.seconds ELSE 0 END
        RETURNING workspace_id, seconds)
    SELECT seconds >= 180 AND w.status_message = '' AS tell,
           seconds >= w.auto_stop_minutes * 60
               AND coalesce(w.keep_awake_until <= now(), true) AS reached
    FROM looked JOIN cloud_workspaces w ON w.id = looked.workspace_id)"_s;

} // namespace

WatchStore::WatchStore(Transaction &transaction)
    : m_transaction(transaction)
{
}

Result<QList<WatchedWorkspace>> WatchStore::claim(domain::WorkspaceStatus status,
                                                  std::chrono::milliseconds interval, int limit)
{
    const auto seconds = std::chrono::duration<double>(interval).count();
    const auto rows = m_transaction.exec(claimSql, {name(status), seconds, limit});
    if (!rows)
        return failure(rows);
    const qint64 longest = qint64(2 * seconds) + 1;
    QList<WatchedWorkspace> claimed;
    for (const Row &row : *rows) {
        const auto workspace
            = m_transaction.exec(selectWorkspaces() + u"WHERE w.id = ?"_s, {row.uuid("id"_L1)});
        if (!workspace)
            return failure(workspace);
        const auto vm = VmStore(m_transaction, row.id<OrganizationId>("organization_id"_L1))
                            .find(row.id<VmId>("vm_id"_L1));
        if (!vm)
            return failure(vm);
        claimed.append({.workspace = workspaceOf(workspace->first()),
                        .vm = *vm,
                        .elapsed = std::chrono::seconds(
                            std::clamp<qint64>(row.number("elapsed"_L1), 0, longest)),
                        .watchedBefore = row.time("watched_before"_L1)});
    }
    return claimed;
}

Result<> WatchStore::noteActive(const domain::Workspace &workspace, const QString &reason)
{
    return m_transaction
        .exec(u"UPDATE cloud_workspaces SET quiet_seconds = 0, awake_reason = ?, last_active_at = "
              "CASE WHEN last_active_at BETWEEN now() - interval '1 minute' AND now() "
              "THEN last_active_at ELSE now() END "
              "WHERE organization_id = ? AND id = ? AND status = 'running'"_s,
              {reason, bind(workspace.organizationId), bind(workspace.id)})
        .transform([](const Rows &) { });
}

Result<bool> WatchStore::noteQuiet(const WatchedWorkspace &watched)
{
    return note(quietSql,
                {qint64(watched.elapsed.count()), bind(watched.workspace.organizationId),
                 bind(watched.workspace.id)});
}

Result<bool> WatchStore::noteUnanswered(const WatchedWorkspace &watched, const QString &message)
{
    const QVariantList workspace{bind(watched.workspace.organizationId),
                                 bind(watched.workspace.id)};
    const auto rows = m_transaction.exec(unansweredSql,
                                         QVariantList{qint64(watched.elapsed.count())} + workspace);
    if (!rows || rows->isEmpty())
        return rows.transform([](const Rows &) { return false; });
    const bool isReached = rows->first().flag("reached"_L1);
    if (!rows->first().flag("tell"_L1))
        return isReached;
    return m_transaction
        .exec(u"UPDATE cloud_workspaces SET status_message = ? "
              "WHERE organization_id = ? AND id = ? AND status = 'running'"_s,
              QVariantList{message} + workspace)
        .transform([isReached](const Rows &) { return isReached; });
}

Result<> WatchStore::forgetUnanswered(const domain::Workspace &workspace, const QString &message)
{
    const QVariantList ids{bind(workspace.organizationId), bind(workspace.id)};
    const auto forgotten = m_transaction.exec(
        u"DELETE FROM unanswered_looks WHERE organization_id = ? AND workspace_id = ?"_s, ids);
    if (!forgotten || forgotten->affected == 0)
        return forgotten.transform([](const Rows &) { });
    return m_transaction
        .exec(u"UPDATE cloud_workspaces SET status_message = '' WHERE organization_id = ? "
              "AND id = ? AND status = 'running' AND status_message = ?"_s,
              ids + QVariantList{message})
        .transform([](const Rows &) { });
}

Result<QDateTime> WatchStore::lastPresence(const domain::Vm &vm)
{
    return m_transaction
        .exec(u"SELECT date_trunc('second', max(s.last_heartbeat_at)) AS last "
              "FROM cloud_workspace_sessions s JOIN cloud_workspaces w ON w.id = s.workspace_id "
              "WHERE s.organization_id = ? AND w.organization_id = ? AND w.vm_id = ?"_s,
              {bind(vm.organizationId), bind(vm.organizationId), bind(vm.id)})
        .transform([](const Rows &rows) { return rows.first().time("last"_L1); });
}

Result<bool> WatchStore::notePaused(const WatchedWorkspace &watched, std::chrono::seconds limit)
{
    return note(u"UPDATE cloud_workspaces SET quiet_seconds = quiet_seconds + ?::integer "
                "WHERE organization_id = ? AND id = ? AND status = 'paused' "
                "AND pending_action IS NULL RETURNING quiet_seconds >= ?::bigint AS reached"_s,
                {qint64(watched.elapsed.count()), bind(watched.workspace.organizationId),
                 bind(watched.workspace.id), qint64(limit.count())});
}

Result<bool> WatchStore::isKeptAwake(const domain::Workspace &workspace)
{
    return ask(u"SELECT keep_awake_until > now() AS answer FROM cloud_workspaces "
               "WHERE organization_id = ? AND id = ?"_s,
               workspace);
}

Result<bool> WatchStore::isPausedForIdleOnly(const domain::Workspace &workspace)
{
    return ask(u"SELECT bool_and(jsonb_exists(payload, 'seen')) AS answer FROM jobs "
               "WHERE organization_id = ? AND workspace_id = ? AND kind = 'pause'"_s,
               workspace);
}

Result<bool> WatchStore::isPauseWanted(const domain::Workspace &workspace)
{
    return ask(u"SELECT bool_or(NOT jsonb_exists(payload, 'seen')) AS answer FROM jobs "
               "WHERE organization_id = ? AND workspace_id = ? AND kind = 'pause'"_s,
               workspace);
}

Result<bool> WatchStore::ask(const QString &sql, const domain::Workspace &workspace)
{
    return m_transaction.exec(sql, {bind(workspace.organizationId), bind(workspace.id)})
        .transform([](const Rows &rows) {
            return !rows.isEmpty() && !rows.first().isNull("answer"_L1)
                && rows.first().flag("answer"_L1);
        });
}

Result<bool> WatchStore::note(const QString &sql, const QVariantList &bindings)
{
    return m_transaction.exec(sql, bindings).transform([](const Rows &rows) {
        // Something else has happened to it meanwhile.
        return !rows.isEmpty() && rows.first().flag("reached"_L1);
    });
}

} // namespace skybranch::clouddb

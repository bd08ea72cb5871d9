// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"

#include "domain/names.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

constexpr domain::NameTable tableNames{
    std::pair{LoggedTable::CloudWorkspaces, "cloud_workspaces"},
    std::pair{LoggedTable::CloudWorkspaceSessions, "cloud_workspace_sessions"},
    std::pair{LoggedTable::Repositories, "repositories"},
    std::pair{LoggedTable::Providers, "providers"},
};

constexpr domain::NameTable operationNames{
    std::pair{ChangeOperation::Insert, "insert"},
    std::pair{ChangeOperation::Update, "update"},
    std::pair{ChangeOperation::Delete, "delete"},
};

struct State
{
    QString handle;
    qint64 floor = 0;
    qint64 head = 0; ///< of one organisation; not below the floor
};

Result<State> stateOf(Transaction &transaction, OrganizationId organization)
{
    const auto rows = transaction.exec(
        u"SELECT s.handle, s.floor, greatest(s.floor, (SELECT coalesce(max(c.seq), 0) "
        "FROM change_log c WHERE c.organization_id = ?)) AS head FROM change_log_state s"_s,
        {bind(organization)});
    return rows.transform([](const Rows &all) {
        return State{.handle = all.first().text("handle"_L1),
                     .floor = all.first().number("floor"_L1),
                     .head = all.first().number("head"_L1)};
    });
}

Change changeOf(const Row &row)
{
    return {.sequence = row.number("seq"_L1),
            .transaction = row.number("txid"_L1),
            .rowId = row.uuid("row_id"_L1),
            .operation = operationNames.valueOf(row.text("operation"_L1)).value(),
            .row = row.object("row_data"_L1)};
}

Result<TableSnapshot> readSnapshot(Transaction &transaction, OrganizationId organization,
                                   LoggedTable table)
{
    const auto state = stateOf(transaction, organization);
    if (!state)
        return failure(state);
    // The name is one of our own.
    const auto rows = transaction.exec(u"SELECT to_jsonb(r) AS row_data FROM api_"_s + name(table)
                                           + u" r WHERE r.organization_id = ? ORDER BY r.id"_s,
                                       {bind(organization)});
    if (!rows)
        return failure(rows);
    TableSnapshot snapshot{.handle = state->handle, .offset = state->head};
    for (const Row &row : *rows)
        snapshot.rows << row.object("row_data"_L1);
    return snapshot;
}

Result<Changes> readChanges(Transaction &transaction, OrganizationId organization,
                            LoggedTable table, qint64 offset, int limit)
{
    const auto state = stateOf(transaction, organization);
    if (!state)
        return failure(state);
    if (offset < state->floor || offset > state->head)
        return failure(ErrorCode::Conflict,
                       u"The list can not be continued from here. Load it again."_s);
    const auto rows = transaction.exec(
        u"SELECT seq, txid, row_id, operation, row_data FROM change_log "
        "WHERE organization_id = ? AND table_name = ? AND seq > ? ORDER BY seq LIMIT ?"_s,
        {bind(organization), name(table), offset, limit});
    if (!rows)
        return failure(rows);
    Changes changes{.handle = state->handle};
    for (const Row &row : *rows)
        changes.changes << changeOf(row);
    changes.upToDate = changes.changes.size() < limit;
    changes.offset = changes.upToDate ? state->head : changes.changes.last().sequence;
    return changes;
}

} // namespace

QString name(LoggedTable table)
{
    return tableNames.nameOf(table);
}
std::optional<LoggedTable> loggedTable(QStringView name)
{
    return tableNames.valueOf(name);
}
QString name(ChangeOperation operation)
{
    return operationNames.nameOf(operation);
}

ChangeLog::ChangeLog(Database &database)
    : m_database(database)
{
}

Task<TableSnapshot> ChangeLog::snapshot(OrganizationId organization, LoggedTable table)
{
    co_return co_await m_database.run(
        u"snapshot of "_s + name(table),
        [=](Transaction &transaction) { return readSnapshot(transaction, organization, table); },
        Isolation::Snapshot);
}

Task<Changes> ChangeLog::since(OrganizationId organization, LoggedTable table, qint64 offset,
                               int limit)
{
    co_return co_await m_database.run(
        u"changes of "_s + name(table),
        [=](Transaction &transaction) {
            return readChanges(transaction, organization, table, offset, limit);
        },
        Isolation::Snapshot);
}

Task<qint64> ChangeLog::head(OrganizationId organization)
{
    co_return co_await m_database.run(
        u"head of the change log"_s, [organization](Transaction &transaction) {
            return stateOf(transaction, organization).transform([](const State &state) {
                return state.head;
            });
        });
}

Task<QString> ChangeLog::handle()
{
    co_return co_await m_database.run(u"handle of the change log"_s, [](Transaction &transaction) {
        return transaction.exec(u"SELECT handle FROM change_log_state"_s)
            .transform([](const Rows &rows) { return rows.first().text("handle"_L1); });
    });
}

} // namespace skybranch::clouddb

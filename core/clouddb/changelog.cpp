// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"

#include "domain/names.h"

#include <QJsonDocument>

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

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

/// The state, and what is read at it, is given when nothing of it can be lost any more: numbers
/// that a crash has taken back are given once more, and who knows them already would never hear of
/// it.
Result<State> stateOf(Transaction &transaction, OrganizationId organization)
{
    const auto rows = transaction.exec(
        u"SELECT f.handle, f.floor, CASE WHEN pg_current_wal_flush_lsn() < "
        "pg_current_wal_insert_lsn() THEN pg_current_wal_insert_lsn() - '0/0'::pg_lsn ELSE 0 END "
        "AS awaited, greatest(f.floor, (SELECT coalesce(max(c.seq), 0) "
        "FROM change_log c WHERE c.organization_id = ?)) AS head FROM (SELECT s.handle, "
        "greatest(s.floor, (SELECT o.floor FROM change_log_floors o "
        "WHERE o.organization_id = ?)) AS floor FROM change_log_state s) f"_s,
        {bind(organization), bind(organization)});
    return rows.transform([&transaction](const Rows &all) {
        transaction.awaitDisk(all.first().number("awaited"_L1));
        return State{.handle = all.first().text("handle"_L1),
                     .floor = all.first().number("floor"_L1),
                     .head = all.first().number("head"_L1)};
    });
}

std::unexpected<Error> lost()
{
    return failure(ErrorCode::Conflict,
                   u"The list can not be continued from here. Load it again."_s);
}

/// What a row "r" must fulfil to be one of the selection; empty where each is.
struct Condition
{
    explicit Condition(const RowSelection &selection)
    {
        QStringList parts;
        if (hasPrivateRows(selection.table)) {
            parts << u"(r.private_to IS NULL OR r.private_to = ?::uuid)"_s;
            values << bind(selection.viewer);
        }
        if (!selection.filter.condition.isEmpty()) {
            parts << selection.filter.condition;
            values << selection.filter.values;
        }
        sql = parts.join(u" AND "_s);
    }

    /// Whether the state of a row in the column @p state fulfils it, as SQL with our values.
    QString holdsFor(const QString &state, LoggedTable table) const
    {
        if (sql.isEmpty())
            return u"(%1 IS NOT NULL)"_s.arg(state);
        return u"(%1 IS NOT NULL AND (SELECT (%2) IS TRUE FROM "
               "jsonb_populate_record(NULL::api_%3, %1) r))"_s.arg(state, sql, name(table));
    }

    QString sql;
    QVariantList values;
};

/// Counts what goes into one answer.
class Page
{
public:
    explicit Page(PageLimits limits)
        : m_left(limits)
    {
    }

    bool take(qsizetype bytes)
    {
        if (!m_empty && (m_left.rows < 1 || m_left.bytes < bytes))
            return false;
        m_empty = false;
        --m_left.rows;
        m_left.bytes -= bytes;
        return true;
    }

private:
    PageLimits m_left;
    bool m_empty = true;
};

QJsonObject parsed(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

Result<SnapshotPage> readSnapshot(Transaction &transaction, OrganizationId organization,
                                  const RowSelection &selection, SnapshotPlace place,
                                  PageLimits limits)
{
    const Condition condition(selection);
    // A row that has changed since then was what its first change says that it was.
    const QString sql
        = u"WITH later AS (SELECT DISTINCT ON (row_id) row_id, old_data FROM change_log "
          "WHERE organization_id = ? AND table_name = ? AND seq > ? ORDER BY row_id, seq) "
          "SELECT x.data AS row_data FROM ("
          "SELECT v.id, to_jsonb(v) AS data FROM api_%1 v WHERE v.organization_id = ? "
          "AND NOT EXISTS (SELECT 1 FROM later l WHERE l.row_id = v.id) "
          "UNION ALL SELECT l.row_id, l.old_data FROM later l) x WHERE %2 "
          "ORDER BY x.id OFFSET ? LIMIT ?"_s.arg(name(selection.table),
                                                 condition.holdsFor(u"x.data"_s, selection.table));
    const QVariantList values
        = QVariantList{bind(organization), name(selection.table), place.offset, bind(organization)}
        + condition.values + QVariantList{place.skip, limits.rows + 1};
    const auto rows = transaction.exec(sql, values);
    if (!rows)
        return failure(rows);
    SnapshotPage page{.offset = place.offset, .skip = place.skip, .complete = true};
    Page room(limits);
    for (const Row &row : *rows) {
        const QString data = row.text("row_data"_L1);
        if (!room.take(data.size())) {
            page.complete = false;
            break;
        }
        page.rows << parsed(data);
    }
    page.skip += page.rows.size();
    return page;
}

Result<SnapshotPage> readSnapshotAt(Transaction &transaction, OrganizationId organization,
                                    const RowSelection &selection,
                                    std::optional<SnapshotPlace> place, PageLimits limits)
{
    const auto state = stateOf(transaction, organization);
    if (!state)
        return failure(state);
    if (place && (place->offset < state->floor || place->offset > state->head))
        return lost();
    auto page = readSnapshot(transaction, organization, selection,
                             place.value_or(SnapshotPlace{.offset = state->head}), limits);
    return page.transform([&state](SnapshotPage &read) {
        read.handle = state->handle;
        return std::move(read);
    });
}

/// The change as the selection sees it; nothing where the row belongs to it neither before nor
/// after.
std::optional<Change> changeOf(const Row &row)
{
    const bool before = row.flag("was_in"_L1);
    const bool after = row.flag("is_in"_L1);
    if (!before && !after)
        return std::nullopt;
    Change change{.sequence = row.number("seq"_L1),
                  .transaction = row.number("txid"_L1),
                  .rowId = row.uuid("row_id"_L1),
                  .operation = ChangeOperation::Update};
    if (!before)
        change.operation = ChangeOperation::Insert;
    if (!after)
        change.operation = ChangeOperation::Delete;
    if (after)
        change.row = row.object("row_data"_L1);
    if (before)
        change.before = row.object("old_data"_L1);
    return change;
}

Result<Rows> logRows(Transaction &transaction, OrganizationId organization,
                     const RowSelection &selection, qint64 offset, int count)
{
    const Condition condition(selection);
    const QString sql
        = u"SELECT c.seq, c.txid, c.row_id, c.row_data, c.old_data, %1 AS was_in, %2 AS is_in "
          "FROM change_log c WHERE c.organization_id = ? AND c.table_name = ? AND c.seq > ? "
          "ORDER BY c.seq LIMIT ?"_s.arg(condition.holdsFor(u"c.old_data"_s, selection.table),
                                         condition.holdsFor(u"c.row_data"_s, selection.table));
    return transaction.exec(
        sql,
        condition.values + condition.values
            + QVariantList{bind(organization), name(selection.table), offset, count});
}

Result<Changes> readChanges(Transaction &transaction, OrganizationId organization,
                            const RowSelection &selection, qint64 offset, PageLimits limits)
{
    const auto state = stateOf(transaction, organization);
    if (!state)
        return failure(state);
    if (offset < state->floor || offset > state->head)
        return lost();
    const auto rows = logRows(transaction, organization, selection, offset, limits.rows + 1);
    if (!rows)
        return failure(rows);
    Changes changes{.handle = state->handle, .offset = offset, .upToDate = true};
    Page room(limits);
    for (const Row &row : *rows) {
        const qsizetype bytes = row.text("row_data"_L1).size() + row.text("old_data"_L1).size();
        if (!room.take(bytes)) {
            changes.upToDate = false;
            break;
        }
        if (const auto change = changeOf(row))
            changes.changes << *change;
        changes.offset = row.number("seq"_L1);
    }
    if (changes.upToDate)
        changes.offset = state->head;
    return changes;
}

} // namespace

QString name(ChangeOperation operation)
{
    return operationNames.nameOf(operation);
}

ChangeLog::ChangeLog(Database &database)
    : m_database(database)
{
}

Task<SnapshotPage> ChangeLog::snapshot(OrganizationId organization, RowSelection selection,
                                       std::optional<SnapshotPlace> place, PageLimits limits)
{
    co_return co_await m_database.run(
        u"snapshot of "_s + name(selection.table),
        [=](Transaction &transaction) {
            return readSnapshotAt(transaction, organization, selection, place, limits);
        },
        Isolation::Snapshot);
}

Task<Changes> ChangeLog::since(OrganizationId organization, RowSelection selection, qint64 offset,
                               PageLimits limits)
{
    co_return co_await m_database.run(
        u"changes of "_s + name(selection.table),
        [=](Transaction &transaction) {
            return readChanges(transaction, organization, selection, offset, limits);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "clouddb/database.h"
#include "clouddb/rowfilter.h"

#include <optional>

namespace skybranch::clouddb {

enum class ChangeOperation { Insert, Update, Delete };

QString name(ChangeOperation operation); ///< "insert"

/// The rows that a reader follows: those of one table that @c viewer may see and @c filter takes.
struct RowSelection
{
    // Implicit: a table alone means all of its rows that are nobody's alone.
    RowSelection(LoggedTable all)
        : table(all)
    {
    }
    RowSelection(LoggedTable some, UserId seenBy, RowFilter by = {})
        : table(some)
        , viewer(seenBy)
        , filter(std::move(by))
    {
    }

    LoggedTable table;
    UserId viewer;
    RowFilter filter;
};

/// A change as a reader of a selection sees it: a row that begins to belong to it is inserted, one
/// that does not any more is deleted.
struct Change
{
    qint64 sequence = 0; ///< grows in the order of commits
    qint64 transaction = 0; ///< changes of one transaction follow each other
    QUuid rowId;
    ChangeOperation operation = ChangeOperation::Insert;
    QJsonObject row; ///< all columns after the change; empty for Delete
    QJsonObject before; ///< all columns before it; empty for Insert
};

/// How much one answer may hold. At least one row is in it, however large.
struct PageLimits
{
    int rows = 500;
    qint64 bytes = 1 << 20;
};

/// Where a reader of a snapshot stands: @c skip rows of the state at @c offset have been read.
struct SnapshotPlace
{
    qint64 offset = 0;
    qint64 skip = 0;
};

/// Rows of a selection as they were at @c offset, whatever has happened since.
struct SnapshotPage
{
    QString handle;
    qint64 offset = 0; ///< go on with since() from here, after the last page
    qint64 skip = 0; ///< the next page goes on here
    bool complete = false; ///< this was the last page
    QList<QJsonObject> rows;
};

struct Changes
{
    QString handle;
    QList<Change> changes;
    qint64 offset = 0; ///< go on from here
    bool upToDate = false; ///< nothing more was committed when it was read
};

/// What has changed, in the order of commits. A reader takes a snapshot and goes on with since():
/// it misses nothing and gets nothing twice.
class ChangeLog
{
public:
    explicit ChangeLog(Database &database);

    /// One page; without @p place the first. Conflict where the log does not reach back to it.
    Task<SnapshotPage> snapshot(OrganizationId organization, RowSelection selection,
                                std::optional<SnapshotPlace> place = {}, PageLimits limits = {});

    /// Reads on after @p offset. Conflict where this offset can not be gone on from, because the
    /// log does not reach back that far or never was there: take a snapshot.
    Task<Changes> since(OrganizationId organization, RowSelection selection, qint64 offset,
                        PageLimits limits = {});

    /// The sequence number of the newest change of this organisation.
    Task<qint64> head(OrganizationId organization);

    /// Made at random with the database, and anew when the log starts again: an offset is worth
    /// something only together with its handle.
    Task<QString> handle();

private:
    Database &m_database;
};

} // namespace skybranch::clouddb

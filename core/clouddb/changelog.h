// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"

#include <optional>

namespace skybranch::clouddb {

/// The tables whose changes are logged, with the columns that the API shows.
enum class LoggedTable { CloudWorkspaces, CloudWorkspaceSessions, Repositories, Providers };

QString name(LoggedTable table); ///< as in the database: "cloud_workspaces"
std::optional<LoggedTable> loggedTable(QStringView name);

enum class ChangeOperation { Insert, Update, Delete };

QString name(ChangeOperation operation); ///< "insert"

struct Change
{
    qint64 sequence = 0; ///< grows in the order of commits
    qint64 transaction = 0; ///< changes of one transaction follow each other
    QUuid rowId;
    ChangeOperation operation = ChangeOperation::Insert;
    QJsonObject row; ///< all columns after the change; empty for Delete
};

/// All rows of a table at one point in time, and the offset to go on from.
struct TableSnapshot
{
    QString handle;
    qint64 offset = 0;
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

    Task<TableSnapshot> snapshot(OrganizationId organization, LoggedTable table);

    /// At most @p limit changes after @p offset. Conflict where this offset can not be gone on
    /// from, because the log does not reach back that far or never was there: take a snapshot.
    Task<Changes> since(OrganizationId organization, LoggedTable table, qint64 offset, int limit);

    /// The sequence number of the newest change of this organisation.
    Task<qint64> head(OrganizationId organization);

    /// Made at random with the database, and anew when the log starts again: an offset is worth
    /// something only together with its handle.
    Task<QString> handle();

private:
    Database &m_database;
};

} // namespace skybranch::clouddb

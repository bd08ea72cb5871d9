// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"
#include "clouddb/databaseurl.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <chrono>
#include <limits>
#include <unordered_map>

namespace skybranch::clouddb {

/// One connection of QtSql, of the thread that makes it. Opens when it is first used, and again
/// after it was lost.
class Connection
{
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr qint64 everything = std::numeric_limits<qint64>::max();

    explicit Connection(Result<DatabaseAddress> address);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] Result<> open();
    QSqlDatabase &handle() { return m_handle; }

    /// As Database::run() promises, with its one retry.
    [[nodiscard]] Result<> run(const std::function<Result<>(Transaction &)> &work,
                               Isolation isolation);

    /// Prepared once, then kept.
    [[nodiscard]] Result<Rows> exec(const QString &sql, const QVariantList &bindings);

    /// One text without bindings and without an answer. Of several statements each counts.
    [[nodiscard]] Result<> execText(const QString &sql);

    /// Never tried again when the connection was lost: it may have happened.
    [[nodiscard]] Result<> commit();

    /// The commit of what goes on now frees its locks before it is on the disk, and is awaited.
    void commitInGroup() { m_isInGroup = true; }

    /// What goes on now counts when the database's own log is on the disk up to @p position.
    void awaitDisk(qint64 position) { m_awaited = std::max(m_awaited, position); }

    /// What the last run() awaits; 0 where nothing.
    qint64 awaited() const { return m_awaited; }

    /// Puts all that has been committed on the disk, and gives the position up to which the
    /// database's log is there. Never tried again when the connection was lost.
    [[nodiscard]] Result<qint64> writeOut();

    Time opened() const { return m_opened; } ///< when it was connected; not earlier
    Time begun() const { return m_begun; } ///< when the last run() began; not later

private:
    struct Prepared
    {
        QSqlQuery query;
        std::shared_ptr<const QByteArrayList> columns;
    };

    [[nodiscard]] Result<> attempt(const std::function<Result<>(Transaction &)> &work,
                                   Isolation isolation);
    [[nodiscard]] Result<qint64> emitAndFlush();
    [[nodiscard]] Result<Prepared *> prepared(const QString &sql);
    std::unexpected<Error> fail(const QSqlError &error);

    Result<DatabaseAddress> m_address;
    QString m_name;
    QSqlDatabase m_handle;
    std::unordered_map<QString, Prepared> m_prepared;
    Time m_opened;
    Time m_begun;
    qint64 m_awaited = 0;
    bool m_isInGroup = false;
    bool m_isOutdated = false; ///< what is prepared is of tables as they were
    bool m_canRetry = false; ///< what has failed since the last begin may be tried once more
};

} // namespace skybranch::clouddb

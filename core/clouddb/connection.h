// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"
#include "clouddb/databaseurl.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <unordered_map>

namespace skybranch::clouddb {

/// One connection of QtSql, of the thread that makes it. Opens when it is first used, and again
/// after it was lost.
class Connection
{
public:
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

    /// One text without bindings and without an answer.
    [[nodiscard]] Result<> execText(const QString &sql);

    /// Never tried again when the connection was lost: it may have happened.
    [[nodiscard]] Result<> commit();

    /// The commit of what goes on now frees its locks before it is on the disk. It is there when
    /// commit() returns, and so is all that was committed before it.
    void commitInGroup() { m_isInGroup = true; }

private:
    struct Prepared
    {
        QSqlQuery query;
        std::shared_ptr<const QByteArrayList> columns;
    };

    [[nodiscard]] Result<> attempt(const std::function<Result<>(Transaction &)> &work,
                                   Isolation isolation);
    [[nodiscard]] Result<Prepared *> prepared(const QString &sql);
    [[nodiscard]] Result<> commitAndFlush();
    std::unexpected<Error> fail(const QSqlError &error);

    Result<DatabaseAddress> m_address;
    QString m_name;
    QSqlDatabase m_handle;
    std::unordered_map<QString, Prepared> m_prepared;
    bool m_isInGroup = false;
    bool m_isOutdated = false; ///< what is prepared is of tables as they were
    bool m_canRetry = false; ///< what has failed since the last begin may be tried once more
};

} // namespace skybranch::clouddb

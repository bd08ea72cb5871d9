// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "clouddb/row.h"

#include <optional>

namespace skybranch::clouddb {

class Connection;

/// What a transaction sees.
enum class Isolation {
    ReadCommitted, ///< each statement sees what is committed when it starts
    Snapshot, ///< all statements see one point in time; nothing can be written
    OneRead, ///< a single SELECT, and so without the round trips of BEGIN and COMMIT
};

/// What some work has made, and the number of the transaction in the change log: a client that
/// follows a shape has its own write when it sees that number there.
template <typename T> struct Written
{
    T value;
    std::optional<qint64> transaction; ///< not set: nothing was changed that the log tells of
};

/// One database transaction, given by Database::run() to its work and used in that thread only.
/// It commits when the work returns a value, and rolls back when it returns an error.
class Transaction
{
public:
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// Prepares @p sql once per connection and runs it with @p bindings for its "?". A null
    /// QString is bound as an empty string; NULL is bound as QVariant(), or by a null Id.
    /// Errors: Conflict (unique), InvalidArgument (check, foreign key, malformed value),
    /// Timeout, Unavailable, Internal. After an error every further exec() gives the same error:
    /// the transaction can only be rolled back. Avoid it with ON CONFLICT.
    /// Of Isolation::OneRead, what is not its one SELECT is a programming error: Internal.
    [[nodiscard]] Result<Rows> exec(const QString &sql, const QVariantList &bindings = {});

    /// Its number, which the change log has with all that it writes here.
    [[nodiscard]] Result<qint64> number();

    /// What is read here is given when the database's log is on the disk up to @p position: a crash
    /// can not take it back then.
    void awaitDisk(qint64 position);

    /// @p value as something that this transaction has written.
    template <typename T> [[nodiscard]] Result<Written<T>> written(T value)
    {
        return number().transform([&value](qint64 it) { return Written<T>{std::move(value), it}; });
    }

private:
    friend class Connection;
    friend class Migrations;

    explicit Transaction(Connection &connection)
        : m_connection(connection)
    {
    }
    [[nodiscard]] Result<> begin(Isolation isolation);
    [[nodiscard]] Result<> commit();
    /// Several statements in one text, with no bindings: for the program's own migrations.
    [[nodiscard]] Result<> execScript(const QString &script);

    [[nodiscard]] Result<> checkOneRead(const QString &sql);

    Connection &m_connection;
    std::optional<Error> m_error;
    bool m_open = false;
    bool m_isOneRead = false;
    bool m_hasRead = false;
};

/// What exec() takes for an id: NULL where it is null.
template <typename Tag> QVariant bind(const Id<Tag> &id)
{
    return id.isNull() ? QVariant() : QVariant(id.uuid());
}

} // namespace skybranch::clouddb

// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/transaction.h"

#include "clouddb/connection.h"

namespace skybranch::clouddb {

Transaction::~Transaction()
{
    if (m_open && m_connection.handle().isOpen())
        m_connection.handle().rollback();
}

Result<Rows> Transaction::exec(const QString &sql, const QVariantList &bindings)
{
    if (m_error)
        return std::unexpected(*m_error);
    auto rows = checkOneRead(sql).and_then(
        [&]() -> Result<Rows> { return m_connection.exec(sql, bindings); });
    if (!rows)
        m_error = rows.error();
    return rows;
}

Result<qint64> Transaction::number()
{
    // Who asks writes to the log, and others wait for its lock.
    m_connection.commitInGroup();
    return exec(QStringLiteral("SELECT txid_current() AS number")).transform([](const Rows &rows) {
        return rows.first().number(QLatin1StringView("number"));
    });
}

void Transaction::awaitDisk(qint64 position)
{
    m_connection.awaitDisk(position);
}

Result<> Transaction::execScript(const QString &script)
{
    if (m_error)
        return std::unexpected(*m_error);
    auto done = m_connection.execText(script);
    if (!done)
        m_error = done.error();
    return done;
}

Result<> Transaction::checkOneRead(const QString &sql)
{
    if (!m_isOneRead)
        return {};
    if (!std::exchange(m_hasRead, true) && sql.startsWith(QLatin1StringView("SELECT ")))
        return {};
    return failure(ErrorCode::Internal, QStringLiteral("Something went wrong inside."),
                   QStringLiteral("Not the one read of its transaction: %1").arg(sql));
}

Result<> Transaction::begin(Isolation isolation)
{
    m_isOneRead = isolation == Isolation::OneRead;
    if (m_isOneRead)
        return {};
    auto begun = m_connection.execText(
        isolation == Isolation::Snapshot
            ? QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            : QStringLiteral("BEGIN"));
    m_open = begun.has_value();
    return begun;
}

Result<> Transaction::commit()
{
    // Work that went on after an error has nothing to commit.
    if (m_error)
        return std::unexpected(*m_error);
    if (!std::exchange(m_open, false))
        return {};
    return m_connection.commit();
}

} // namespace skybranch::clouddb

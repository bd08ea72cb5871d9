// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/connection.h"

#include "clouddb/sqlerror.h"

#include <QSqlError>
#include <QSqlResult>

#include <libpq-fe.h>

namespace skybranch::clouddb {
namespace {

constexpr size_t maxPrepared = 200;

/// What libpq has of the answer, by the way that Qt documents: Qt's own reading of it looks each
/// value's type up and makes local times of UTC, which takes longer than the query.
const PGresult *resultOf(const QSqlQuery &query)
{
    const QVariant handle = query.result()->handle();
    Q_ASSERT(qstrcmp(handle.typeName(), "pg_result*") == 0);
    return *static_cast<PGresult *const *>(handle.constData());
}

std::shared_ptr<const QByteArrayList> columnsOf(const PGresult *result)
{
    QByteArrayList names;
    for (int i = 0; i < PQnfields(result); ++i)
        names << PQfname(result, i);
    return std::make_shared<const QByteArrayList>(std::move(names));
}

Cells copyOf(const PGresult *result, const std::shared_ptr<const QByteArrayList> &columns)
{
    Cells all{.columns = columns};
    all.cells.reserve(size_t(PQntuples(result)) * size_t(columns->size()));
    for (int row = 0; row < PQntuples(result); ++row) {
        for (int i = 0; i < int(columns->size()); ++i) {
            const int size = PQgetlength(result, row, i);
            const bool isNull = PQgetisnull(result, row, i) == 1;
            all.cells.push_back({all.bytes.size(), isNull ? Cells::null : size});
            all.bytes.append(PQgetvalue(result, row, i), size);
        }
    }
    return all;
}

Rows readRows(QSqlQuery &query, const std::shared_ptr<const QByteArrayList> &columns)
{
    Rows answer{.affected = query.numRowsAffected()};
    const PGresult *result = resultOf(query);
    const int count = PQntuples(result);
    if (count > 0) {
        const auto cells = std::make_shared<const Cells>(copyOf(result, columns));
        answer.rows.reserve(count);
        for (int row = 0; row < count; ++row)
            answer.rows << Row(cells, row);
    }
    // finish() alone keeps the answer until the statement is run again, which may be never.
    query.nextResult();
    query.finish();
    return answer;
}

QVariant bound(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    return value;
}

} // namespace

Connection::Connection(Result<DatabaseAddress> address)
    : m_address(std::move(address))
    , m_name(QUuid::createUuid().toString())
    , m_handle(QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_name))
{
    if (!m_address)
        return;
    m_handle.setHostName(m_address->host);
    m_handle.setPort(m_address->port);
    m_handle.setDatabaseName(m_address->database);
    m_handle.setUserName(m_address->user);
    m_handle.setPassword(m_address->password);
    m_handle.setConnectOptions(m_address->options);
}

Connection::~Connection()
{
    m_prepared.clear();
    m_handle = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<> Connection::open()
{
    if (!m_address)
        return failure(m_address);
    if (m_handle.isOpen())
        return {};
    m_prepared.clear();
    m_handle.close();
    if (!m_handle.open())
        return std::unexpected(connectionError(m_handle.lastError()));
    m_opened = std::chrono::steady_clock::now();
    return {};
}

Result<> Connection::run(const std::function<Result<>(Transaction &)> &work, Isolation isolation)
{
    Result<> done = attempt(work, isolation);
    if (!done && m_canRetry)
        done = attempt(work, isolation);
    return done;
}

Result<> Connection::attempt(const std::function<Result<>(Transaction &)> &work,
                             Isolation isolation)
{
    m_canRetry = false;
    m_isInGroup = false;
    m_awaited = 0;
    if (auto opened = open(); !opened)
        return opened;
    m_begun = std::chrono::steady_clock::now();
    if (std::exchange(m_isOutdated, false))
        m_prepared.clear();
    Transaction transaction(*this);
    if (auto begun = transaction.begin(isolation); !begun)
        return begun;
    if (auto worked = work(transaction); !worked)
        return worked;
    return transaction.commit();
}

Result<Rows> Connection::exec(const QString &sql, const QVariantList &bindings)
{
    const auto statement = prepared(sql);
    if (!statement)
        return failure(statement);
    auto &[query, columns] = **statement;
    for (qsizetype i = 0; i < bindings.size(); ++i)
        query.bindValue(int(i), bound(bindings[i]));
    if (!query.exec())
        return fail(query.lastError());
    if (!columns)
        columns = columnsOf(resultOf(query));
    return readRows(query, columns);
}

Result<> Connection::execText(const QString &sql)
{
    QSqlQuery query(m_handle);
    if (!query.exec(sql))
        return fail(query.lastError());
    while (query.nextResult()) { }
    if (query.lastError().isValid())
        return fail(query.lastError());
    return {};
}

Result<> Connection::commit()
{
    auto done = execText(m_isInGroup ? QStringLiteral("SET LOCAL synchronous_commit = off; COMMIT")
                                     : QStringLiteral("COMMIT"));
    if (!done && !m_handle.isOpen())
        m_canRetry = false;
    if (m_isInGroup)
        awaitDisk(everything);
    return done;
}

Result<qint64> Connection::writeOut()
{
    auto position = emitAndFlush();
    // What has failed in its middle has left a transaction open.
    if (!position)
        m_handle.close();
    return position;
}

Result<qint64> Connection::emitAndFlush()
{
    // The log is on the disk up to its last entry or not at all. So an entry behind a commit, which
    // nobody waits for, takes it along, and one write serves all who wait.
    QSqlQuery query(m_handle);
    const auto sql = QStringLiteral("BEGIN; SELECT pg_logical_emit_message(true, 'skybranch', ''); "
                                    "COMMIT; SELECT pg_current_wal_flush_lsn() - '0/0'::pg_lsn");
    if (!query.exec(sql))
        return fail(query.lastError());
    qint64 position = 0;
    do {
        if (query.next())
            position = query.value(0).toLongLong();
    } while (query.nextResult());
    if (query.lastError().isValid())
        return fail(query.lastError());
    return position;
}

Result<Connection::Prepared *> Connection::prepared(const QString &sql)
{
    if (const auto found = m_prepared.find(sql); found != m_prepared.end())
        return &found->second;
    if (m_prepared.size() >= maxPrepared)
        m_prepared.clear();
    QSqlQuery query(m_handle);
    if (!query.prepare(sql))
        return fail(query.lastError());
    return &m_prepared.emplace(sql, Prepared{std::move(query), nullptr}).first->second;
}

std::unexpected<Error> Connection::fail(const QSqlError &error)
{
    if (isLostConnection(error))
        m_handle.close();
    m_isOutdated = isOutdatedPlan(error);
    m_canRetry = m_isOutdated || isTransient(error) || !m_handle.isOpen();
    return std::unexpected(statementError(error, m_handle.isOpen()));
}

} // namespace skybranch::clouddb

// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/connection.h"

#include "clouddb/sqlerror.h"

#include <QSqlError>
#include <QSqlRecord>

namespace skybranch::clouddb {
namespace {

constexpr size_t maxPrepared = 200;

Rows readRows(QSqlQuery &query, const std::shared_ptr<const QStringList> &columns)
{
    Rows answer{.affected = query.numRowsAffected()};
    answer.rows.reserve(std::max(query.size(), 0));
    while (query.next()) {
        QVariantList values;
        values.reserve(columns->size());
        for (int i = 0; i < int(columns->size()); ++i)
            values << (query.isNull(i) ? QVariant() : query.value(i));
        answer.rows << Row(columns, std::move(values));
    }
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
    if (auto opened = open(); !opened)
        return opened;
    if (std::exchange(m_isOutdated, false))
        m_prepared.clear();
    Transaction transaction(*this);
    if (auto begun = transaction.begin(isolation == Isolation::Snapshot); !begun)
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
    if (!columns) {
        QStringList names;
        for (int i = 0; i < query.record().count(); ++i)
            names << query.record().fieldName(i);
        columns = std::make_shared<const QStringList>(std::move(names));
    }
    return readRows(query, columns);
}

Result<> Connection::execText(const QString &sql)
{
    QSqlQuery query(m_handle);
    if (!query.exec(sql))
        return fail(query.lastError());
    return {};
}

Result<> Connection::commit()
{
    auto done = execText(QStringLiteral("COMMIT"));
    if (!done && !m_handle.isOpen())
        m_canRetry = false;
    return done;
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

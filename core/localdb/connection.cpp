// SPDX-License-Identifier: GPL-3.0-or-later
#include "localdb/connection.h"

#include "localdb/words.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace skybranch::localdb {
namespace {

std::unexpected<Error> explain(const QSqlError &error)
{
    constexpr int constraint = 19;
    constexpr int internal = 2;
    constexpr int misuse = 1;
    const int code = error.nativeErrorCode().toInt() & 0xff;
    if (code == constraint)
        return failure(ErrorCode::Conflict, Words::tr("That is stored already."), error.text());
    if (code == internal || code == misuse)
        return failure(ErrorCode::Internal,
                       Words::tr("Something went wrong inside the local database."), error.text());
    return failure(ErrorCode::Unavailable,
                   Words::tr("The local database can not be used. Check whether the disk is "
                             "full, then start Skybranch again."),
                   error.text());
}

} // namespace

Result<QList<QVariantList>> Connection::query(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return explain(query.lastError());
    for (const QVariant &value : values) {
        // A null QString is an empty text here; NULL is a QVariant without a value.
        const bool isNullText = value.typeId() == QMetaType::QString && value.toString().isNull();
        query.addBindValue(isNullText ? QVariant(QStringLiteral("")) : value);
    }
    if (!query.exec())
        return explain(query.lastError());
    QList<QVariantList> rows;
    const int columns = query.record().count();
    while (query.next()) {
        QVariantList row;
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        rows.append(row);
    }
    if (query.lastError().isValid())
        return explain(query.lastError());
    return rows;
}

Result<> Connection::exec(const QString &sql, const QVariantList &values)
{
    return query(sql, values).transform([](const auto &) { });
}

Result<> Connection::transaction(const std::function<Result<>()> &work)
{
    if (auto begun = exec(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    Result<> done = work();
    if (done)
        done = exec(QStringLiteral("COMMIT"));
    // Also after a failed COMMIT, which leaves the transaction open.
    if (!done)
        static_cast<void>(exec(QStringLiteral("ROLLBACK")));
    return done;
}

} // namespace skybranch::localdb

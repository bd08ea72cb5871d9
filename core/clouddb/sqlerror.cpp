// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/sqlerror.h"

#include <QSqlError>

namespace skybranch::clouddb {
namespace {

QString detailOf(const QSqlError &error)
{
    return QStringLiteral("SQLSTATE %1: %2")
        .arg(error.nativeErrorCode(), error.databaseText().trimmed());
}

struct Mapping
{
    const char *prefix; ///< of the SQLSTATE; the first that fits counts
    ErrorCode code;
    const char *message;
};

constexpr Mapping mappings[]{
    {"23505", ErrorCode::Conflict, "This exists already."},
    {"23503", ErrorCode::InvalidArgument, "Something that this refers to does not exist."},
    {"23", ErrorCode::InvalidArgument, "A value is not allowed here. Check the fields."},
    {"22", ErrorCode::InvalidArgument, "A value is malformed. Check the fields."},
    {"40", ErrorCode::Unavailable, "The database is busy. Try again."},
    {"55P03", ErrorCode::Unavailable, "The database is busy. Try again."},
    {"57014", ErrorCode::Timeout, "The database took too long. Try again."},
    {"57P", ErrorCode::Unavailable, "The database is restarting. Try again in a moment."},
    {"08", ErrorCode::Unavailable, "The database can not be reached. Try again in a moment."},
    {"25P03", ErrorCode::Unavailable, "The database can not be reached. Try again in a moment."},
    {"53", ErrorCode::Unavailable, "The database has no room left. Tell its administrator."},
    {"42501", ErrorCode::Forbidden, "The database refuses this. Check its user's rights."},
};

} // namespace

Error statementError(const QSqlError &error, bool connected)
{
    for (const Mapping &mapping : mappings) {
        if (error.nativeErrorCode().startsWith(QLatin1StringView(mapping.prefix)))
            return {mapping.code, QString::fromLatin1(mapping.message), detailOf(error)};
    }
    if (!connected)
        return {ErrorCode::Unavailable,
                QStringLiteral("The connection to the database was lost. Try again in a moment."),
                detailOf(error)};
    return {ErrorCode::Internal, QStringLiteral("Something went wrong in the database."),
            detailOf(error)};
}

Error connectionError(const QSqlError &error)
{
    // There is no SQLSTATE here; the words are English unless the server is told otherwise.
    const QString text = error.databaseText();
    if (text.contains(QLatin1StringView("authentication failed"), Qt::CaseInsensitive)
        || text.contains(QLatin1StringView("no password supplied"))
        || text.contains(QLatin1StringView("no pg_hba.conf entry")))
        return {ErrorCode::AuthenticationFailed,
                QStringLiteral("The database does not let us in. Check user and password of the "
                               "database URL."),
                text};
    if (text.contains(QLatin1StringView("database \""))
        && text.contains(QLatin1StringView("does not exist")))
        return {ErrorCode::InvalidArgument,
                QStringLiteral("The database server has no database of this name. Create it, or "
                               "correct the database URL."),
                text};
    return {ErrorCode::Unavailable,
            QStringLiteral("The database can not be reached. Check that it runs and that the "
                           "database URL is right."),
            text};
}

bool isTransient(const QSqlError &error)
{
    return error.nativeErrorCode() == QLatin1StringView("40001")
        || error.nativeErrorCode() == QLatin1StringView("40P01");
}

bool isLostConnection(const QSqlError &error)
{
    // Whatever the server says has an SQLSTATE; this is what the library says when it hears
    // nothing.
    return error.nativeErrorCode().isEmpty() && !error.databaseText().isEmpty();
}

bool isOutdatedPlan(const QSqlError &error)
{
    // "cached plan must not change result type"
    return error.nativeErrorCode() == QLatin1StringView("0A000");
}

} // namespace skybranch::clouddb

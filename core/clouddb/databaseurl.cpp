// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/databaseurl.h"

#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

namespace skybranch::clouddb {
namespace {

// What a hung server or a frozen backend in the midst of a transaction, whose locks others wait
// for, may cost; and one zone for all times.
constexpr QLatin1StringView
    fixedOptions("connect_timeout=3;application_name=skybranch;"
                 "options='-c statement_timeout=10000 -c idle_in_transaction_session_timeout=5000"
                 " -c timezone=UTC -c client_min_messages=warning'");

// A server that has vanished from the network is noticed, also while we wait for its answer.
constexpr QLatin1StringView networkOptions(";tcp_user_timeout=15000;keepalives=1;keepalives_idle=30"
                                           ";keepalives_interval=10;keepalives_count=3");

const QStringList passedOn{QStringLiteral("sslmode"), QStringLiteral("sslrootcert"),
                           QStringLiteral("sslcert"), QStringLiteral("sslkey"),
                           QStringLiteral("target_session_attrs")};

std::unexpected<Error> invalid(const QString &problem)
{
    return failure(ErrorCode::InvalidArgument,
                   problem
                       + QStringLiteral(" A database URL looks like "
                                        "postgresql://user@host:5432/database, or "
                                        "postgresql://user@/database?host=/socket/folder."));
}

/// libpq's own quoting; ";" separates options in Qt and can not be quoted there.
Result<QString> option(const QString &key, const QString &value)
{
    if (value.contains(u';'))
        return invalid(QStringLiteral("The option %1 of the database URL holds a \";\".").arg(key));
    QString quoted = value;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return QStringLiteral(";%1='%2'").arg(key, quoted);
}

Result<> readQuery(DatabaseAddress &address, const QUrlQuery &query)
{
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (key == QLatin1StringView("host")) {
            address.host = value;
        } else if (key == QLatin1StringView("user")) {
            address.user = value;
        } else if (key == QLatin1StringView("dbname")) {
            address.database = value;
        } else if (passedOn.contains(key)) {
            auto text = option(key, value);
            if (!text)
                return failure(text);
            address.options += *text;
        } else {
            return invalid(
                QStringLiteral("The option \"%1\" of the database URL is not known.").arg(key));
        }
    }
    return {};
}

} // namespace

Result<DatabaseAddress> parseDatabaseUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid()
        || (url.scheme() != QLatin1StringView("postgresql")
            && url.scheme() != QLatin1StringView("postgres")))
        return invalid(QStringLiteral("The database URL can not be read."));
    DatabaseAddress address{.host = url.host(QUrl::FullyDecoded),
                            .port = url.port(5432),
                            .database = url.path(QUrl::FullyDecoded).mid(1),
                            .user = url.userName(QUrl::FullyDecoded),
                            .password = url.password(QUrl::FullyDecoded),
                            .options = fixedOptions};
    if (auto read = readQuery(address, QUrlQuery(url)); !read)
        return failure(read);
    if (address.database.isEmpty())
        return invalid(QStringLiteral("The database URL names no database."));
    if (!address.host.isEmpty() && !address.host.startsWith(u'/'))
        address.options += networkOptions;
    return address;
}

} // namespace skybranch::clouddb

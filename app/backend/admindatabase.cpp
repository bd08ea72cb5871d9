// SPDX-License-Identifier: GPL-3.0-or-later
#include "admindatabase.h"

#include "clouddb/migrations.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace skybranch::backend {

Task<> AdminDatabase::open(AdminOptions options)
{
    QString url = options.databaseUrl;
    if (url.isEmpty()) {
        const auto embedded = co_await openEmbedded(options.dataFolder);
        if (!embedded)
            co_return failure(embedded);
        url = *embedded;
    }
    m_database.emplace(url, 1);
    if (auto connected = co_await m_database->connect(); !connected)
        co_return connected;
    co_return co_await clouddb::migrate(*m_database);
}

Task<QString> AdminDatabase::openEmbedded(QString dataFolder)
{
    const QString folder = dataFolder + u"/postgres"_s;
    if (!QDir(folder).exists())
        co_return failure(ErrorCode::NotFound,
                          u"There is no database in %1. Check --data-dir, or start skybranchd once "
                          "with it."_s.arg(dataFolder));
    // Who runs there keeps the server; nobody may begin to while we end it.
    m_isOurs = m_lock.take(dataFolder).has_value();
    m_postgres.emplace(folder);
    co_return co_await m_postgres->start();
}

Task<> AdminDatabase::close()
{
    m_database.reset();
    if (!m_isOurs || !m_postgres)
        co_return Result<>{};
    co_return co_await m_postgres->stop();
}

} // namespace skybranch::backend

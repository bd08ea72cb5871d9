// SPDX-License-Identifier: GPL-3.0-or-later
#include "database.h"

#include "base/paths.h"
#include "support/result.h"

#include <QDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace skybranch::soak {

Database::Database(QString folder, bool isExternal)
    : m_folder(std::move(folder))
    , m_cluster(m_folder + u"/postgres"_s)
{
    if (!isExternal)
        return;
    m_external = std::make_unique<clouddb::EmbeddedPostgres>(m_folder);
    m_network = std::make_unique<CutProxy>();
}

Database::~Database()
{
    if (m_external)
        (void)test::await(m_external->stop());
}

bool Database::start()
{
    if (!m_external)
        return true;
    if (!heal() || !QDir().mkpath(proxyFolder()))
        return false;
    // The name that libpq gives a server's socket.
    const QString name = u"/.s.PGSQL.5432"_s;
    m_network->setTarget(server()->socketFolder + name);
    return m_network->listen(proxyFolder() + name);
}

bool Database::heal()
{
    if (!m_external)
        return true;
    const auto started = test::await(m_external->start(), 150'000);
    if (!started)
        qWarning("%s", qPrintable(describe(started.error())));
    return started.has_value();
}

QByteArray Database::log() const
{
    return readFile(m_folder + u"/postgres.log"_s).value_or(QByteArray());
}

QStringList Database::backendOptions() const
{
    if (!m_external)
        return {};
    return {u"--database-url"_s,
            u"postgresql://skybranch@/postgres?host="_s
                + QString::fromLatin1(QUrl::toPercentEncoding(proxyFolder()))};
}

} // namespace skybranch::soak

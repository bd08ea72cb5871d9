// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/process.h"
#include "clouddb/embeddedpostgres.h"
#include "clouddb/migrations.h"
#include "support/result.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QUuid>

namespace skybranch::test {

/// Any SQL, by a client that is not ours: what can not be prepared, and what tests break.
inline Result<> runSql(const QString &url, const QString &sql)
{
    const auto output = await(runProcess(
        {.program = QStringLiteral("psql"),
         .arguments = {QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-v"),
                       QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-c"), sql, url}}));
    if (!output)
        return failure(output);
    if (output->exitCode != 0)
        return failure(ErrorCode::Internal, QString::fromUtf8(output->err));
    return {};
}

/// A real Postgres server for one test executable, in a folder that goes with it, and fresh
/// databases in it. The test links clouddb and has the label pg.
class PostgresRig
{
public:
    PostgresRig()
        : m_postgres(m_folder.path())
    {
    }
    ~PostgresRig()
    {
        m_watch.kill();
        m_watch.waitForFinished();
        if (const auto stopped = await(m_postgres.stop()); !stopped)
            qWarning() << describe(stopped.error());
    }
    PostgresRig(const PostgresRig &) = delete;
    PostgresRig &operator=(const PostgresRig &) = delete;

    /// In initTestCase(), before anything else.
    Result<> start()
    {
        auto url = await(m_postgres.start());
        if (!url)
            return failure(url);
        m_url = *url;
        return watch();
    }

    /// The URL of a new, empty database.
    Result<QString> emptyDatabase()
    {
        const QString name = QStringLiteral("test_") + QUuid::createUuid().toString(QUuid::Id128);
        if (auto made = runSql(m_url, QStringLiteral("CREATE DATABASE ") + name); !made)
            return failure(made);
        QString url = m_url;
        return url.replace(QStringLiteral("/postgres?"),
                           QLatin1Char('/') + name + QLatin1Char('?'));
    }

    /// The URL of a new database with the newest schema.
    Result<QString> database()
    {
        auto url = emptyDatabase();
        if (!url)
            return url;
        clouddb::Database database(*url, 1);
        if (auto migrated = await(clouddb::migrate(database)); !migrated)
            return failure(migrated);
        return url;
    }

    QString folder() const { return m_folder.path(); }
    QString serverUrl() const { return m_url; }

private:
    /// The server outlives a killed test, too; this child ends it when our end of its stdin closes.
    Result<> watch()
    {
        const auto pidFile = readFile(m_folder.filePath(QStringLiteral("postgres/postmaster.pid")));
        if (!pidFile)
            return failure(pidFile);
        m_watch.start(QStringLiteral("sh"),
                      {QStringLiteral("-c"),
                       QStringLiteral("cat; kill -INT \"$1\"; sleep 2; rm -rf \"$2\""),
                       QStringLiteral("sh"), QString::fromLatin1(pidFile->split('\n').first()),
                       m_folder.path()});
        m_watch.waitForStarted();
        return {};
    }

    QTemporaryDir m_folder;
    clouddb::EmbeddedPostgres m_postgres;
    QString m_url;
    QProcess m_watch;
};

} // namespace skybranch::test

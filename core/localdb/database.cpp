// SPDX-License-Identifier: GPL-3.0-or-later
#include "localdb/database.h"

#include "base/paths.h"
#include "localdb/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>

namespace skybranch::localdb {
namespace {

/// The statements of a file of migrations: each ends with ";" at the end of a line.
Result<QStringList> statementsOf(const QString &file)
{
    Result<QByteArray> text = readFile(file);
    if (!text)
        return failure(text);
    QStringList statements;
    QString statement;
    for (const QString &line : QString::fromUtf8(*text).split(u'\n')) {
        if (line.startsWith(QLatin1StringView("--")))
            continue;
        statement += line + u'\n';
        if (line.endsWith(u';'))
            statements.append(std::exchange(statement, {}));
    }
    return statements;
}

Result<> applyMigration(Connection &connection, const QString &file, int version)
{
    const Result<QStringList> statements = statementsOf(file);
    if (!statements)
        return failure(statements);
    return connection.transaction([&]() -> Result<> {
        for (const QString &statement : *statements) {
            if (auto done = connection.exec(statement); !done)
                return done;
        }
        return connection.exec(QStringLiteral("PRAGMA user_version = %1").arg(version));
    });
}

Result<> migrate(Connection &connection, const QString &path, const QString &migrations)
{
    const auto version = connection.query(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return failure(version);
    const int current = version->value(0).value(0).toInt();
    const QStringList files
        = QDir(migrations).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    if (current > files.size())
        return failure(ErrorCode::Unsupported,
                       Words::tr("The file %1 was written by a newer version of Skybranch. "
                                 "Start the newer version, or move the file away.")
                           .arg(path));
    for (int next = current; next < files.size(); ++next) {
        if (auto done = applyMigration(connection, migrations + u'/' + files[next], next + 1);
            !done)
            return done;
    }
    return {};
}

/// True when the file is no database, or a broken one.
bool isDamaged(Connection &connection)
{
    const auto check = connection.query(QStringLiteral("PRAGMA quick_check(1)"));
    if (!check)
        return check.error().detail.contains(QLatin1StringView("not a database"))
            || check.error().detail.contains(QLatin1StringView("malformed"));
    return check->value(0).value(0).toString() != QLatin1StringView("ok");
}

Result<> configure(Connection &connection)
{
    for (const auto pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL"}) {
        if (auto done = connection.exec(QString::fromLatin1(pragma)); !done)
            return done;
    }
    return {};
}

Result<> openConnection(const QString &name, const QString &path)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    database.setDatabaseName(path);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
    if (!database.open())
        return failure(ErrorCode::Unavailable,
                       Words::tr("The file %1 can not be opened. Check who owns its folder "
                                 "and whether the disk is full.")
                           .arg(path),
                       database.lastError().text());
    return {};
}

void closeConnection(const QString &name)
{
    QSqlDatabase::database(name, false).close();
    QSqlDatabase::removeDatabase(name);
}

} // namespace

Database::Database(QString path)
    : m_path(std::move(path))
    , m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_connection(std::make_shared<Connection>(m_name))
{
    // A QSqlDatabase belongs to one thread: this one, which never expires.
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

Database::~Database()
{
    m_pool.start([name = m_name] { closeConnection(name); });
    m_pool.waitForDone();
}

Task<> Database::open(QString migrations)
{
    return runOn(&m_pool,
                 [this, migrations = std::move(migrations)] { return openFile(migrations); });
}

Result<> Database::openFile(const QString &migrations)
{
    if (auto made = makePrivateFolder(QFileInfo(m_path).absolutePath()); !made)
        return made;
    if (auto opened = openConnection(m_name, m_path); !opened)
        return opened;
    if (isDamaged(*m_connection)) {
        closeConnection(m_name);
        if (auto moved = setAside(); !moved)
            return moved;
        if (auto opened = openConnection(m_name, m_path); !opened)
            return opened;
    }
    return configure(*m_connection).and_then([&] {
        return migrate(*m_connection, m_path, migrations);
    });
}

Result<> Database::setAside()
{
    const QString aside = m_path + QStringLiteral(".damaged-")
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        if (QFile::exists(m_path + suffix) && !QFile::rename(m_path + suffix, aside + suffix))
            return failure(ErrorCode::Unavailable,
                           Words::tr("The file %1 is damaged and can not be moved away. Move "
                                     "it away yourself, then start Skybranch again.")
                               .arg(m_path));
    }
    m_notice = Words::tr("The list of repositories was damaged and has been set aside as %1. "
                         "Add your repositories again; nothing in them was touched.")
                   .arg(aside);
    return {};
}

} // namespace skybranch::localdb

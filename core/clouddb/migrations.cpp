// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/migrations.h"

#include <QDir>
#include <QFile>

static void initMigrationFiles()
{
    Q_INIT_RESOURCE(clouddb_migrations);
}

namespace skybranch::clouddb {

/// Applies what is missing, in the transaction that it is given.
class Migrations
{
public:
    explicit Migrations(Transaction &transaction)
        : m_transaction(transaction)
    {
    }

    static QStringList files()
    {
        initMigrationFiles();
        return QDir(QStringLiteral(":/clouddb/migrations")).entryList(QDir::Files, QDir::Name);
    }

    static int numberOf(const QString &file) { return file.left(4).toInt(); }

    Result<> apply()
    {
        const auto current = currentSchema();
        if (!current)
            return failure(current);
        if (*current > newestSchema())
            return worksWith(*current);
        if (*current == newestSchema())
            return {};
        for (const QString &file : files()) {
            if (numberOf(file) <= *current)
                continue;
            if (auto done = applyFile(file); !done)
                return done;
        }
        return m_transaction.execScript(QStringLiteral("SELECT refresh_logged_rows()"));
    }

    /// Whether this program can go on beside those that have brought the database to where it is.
    Result<> check()
    {
        const auto current = newestApplied();
        if (!current)
            return failure(current);
        return *current > newestSchema() ? worksWith(*current) : Result<>();
    }

private:
    Result<> worksWith(int current)
    {
        const auto rows
            = m_transaction.exec(QStringLiteral("SELECT compatible_from FROM installation"));
        if (!rows)
            return failure(rows);
        if (rows->first().number(QLatin1StringView("compatible_from")) <= newestSchema())
            return {};
        return failure(ErrorCode::Unsupported,
                       QStringLiteral("The database was made by a newer Skybranch (schema %1; "
                                      "this program knows %2). Update this program.")
                           .arg(current)
                           .arg(newestSchema()));
    }

    Result<int> currentSchema()
    {
        // The lock makes others wait until this transaction has ended; they may have to wait long.
        static const QString prepare = QStringLiteral(R"(
            SET LOCAL statement_timeout = '10min';
            SELECT pg_advisory_xact_lock(1735289956);
            CREATE TABLE IF NOT EXISTS schema_migrations (
                version integer PRIMARY KEY,
                name text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            );)");
        if (auto done = m_transaction.execScript(prepare); !done)
            return failure(done);
        return newestApplied();
    }

    Result<int> newestApplied()
    {
        return m_transaction
            .exec(QStringLiteral("SELECT coalesce(max(version), 0) AS version "
                                 "FROM schema_migrations"))
            .transform([](const Rows &rows) {
                return int(rows.first().number(QLatin1StringView("version")));
            });
    }

    Result<> applyFile(const QString &name)
    {
        QFile file(QStringLiteral(":/clouddb/migrations/") + name);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::Internal, QStringLiteral("The program is damaged."), name);
        if (auto done = m_transaction.execScript(QString::fromUtf8(file.readAll())); !done)
            return done;
        return m_transaction
            .exec(QStringLiteral("INSERT INTO schema_migrations (version, name) VALUES (?, ?)"),
                  {numberOf(name), name})
            .transform([](const Rows &) { });
    }

    Transaction &m_transaction;
};

int newestSchema()
{
    const QStringList files = Migrations::files();
    Q_ASSERT(!files.isEmpty());
    return Migrations::numberOf(files.last());
}

Task<> migrate(Database &database)
{
    co_return co_await database.run(QStringLiteral("migrate"), [](Transaction &transaction) {
        return Migrations(transaction).apply();
    });
}

Task<> checkSchema(Database &database)
{
    co_return co_await database.run(QStringLiteral("schema"), [](Transaction &transaction) {
        return Migrations(transaction).check();
    });
}

} // namespace skybranch::clouddb

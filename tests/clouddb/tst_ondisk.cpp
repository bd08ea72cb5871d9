// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"
#include "support/cloudrows.h"
#include "support/postgres.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using skybranch::test::await;

namespace {

constexpr auto table = LoggedTable::CloudWorkspaces;

} // namespace

/// What somebody was told of is on the disk, though nobody who writes holds the log until it is.
class TestOnDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        m_url = *url;
        // So that nothing gets there by itself while a test looks.
        QVERIFY_RESULT(
            test::runSql(m_url, QStringLiteral("ALTER SYSTEM SET wal_writer_delay = '10s'")));
        QVERIFY_RESULT(test::runSql(m_url, QStringLiteral("SELECT pg_reload_conf()")));
        m_database = std::make_unique<Database>(m_url, 2);
        const auto rows = test::CloudRows::create(*m_database);
        QVERIFY_RESULT(rows);
        m_rows = *rows;
    }

    void whatIsAnsweredIsThere()
    {
        const auto made = run([this](Transaction &t) -> Result<Written<qint64>> {
            WorkspaceStore store(t, m_rows.organization);
            if (auto inserted = store.insert(m_rows.workspace()); !inserted)
                return failure(inserted);
            return t.written(qint64(1));
        });
        QVERIFY_RESULT(made);
        QVERIFY(isOnDisk());
    }

    void whatALogSaysIsThere_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("changes") << 0;
        QTest::newRow("snapshot") << 1;
        QTest::newRow("head") << 2;
    }

    void whatALogSaysIsThere()
    {
        QFETCH(const int, way);
        ChangeLog log(*m_database);
        const auto before = await(log.head(m_rows.organization));
        QVERIFY_RESULT(before);
        QVERIFY_RESULT(run([this](Transaction &t) -> Result<> {
            if (auto set
                = t.exec(QStringLiteral("SELECT set_config('synchronous_commit', 'off', true)"));
                !set)
                return failure(set);
            return WorkspaceStore(t, m_rows.organization)
                .insert(m_rows.workspace())
                .transform([](const domain::Workspace &) { });
        }));
        QVERIFY(!isOnDisk());
        if (way == 0)
            QCOMPARE(await(log.since(m_rows.organization, table, *before))->changes.size(), 1);
        else if (way == 1)
            QVERIFY(await(log.snapshot(m_rows.organization, table))->offset > *before);
        else
            QVERIFY(await(log.head(m_rows.organization)).value() > *before);
        QVERIFY(isOnDisk());
    }

    void whatFailsAtItsEndIsToldAndUndone()
    {
        const auto before = await(ChangeLog(*m_database).head(m_rows.organization));
        QVERIFY_RESULT(test::runSql(
            m_url,
            QStringLiteral(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
                "$$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END$$;"
                "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON cloud_workspaces "
                "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()")));
        const auto made = run([this](Transaction &t) -> Result<Written<qint64>> {
            WorkspaceStore store(t, m_rows.organization);
            if (auto inserted = store.insert(m_rows.workspace()); !inserted)
                return failure(inserted);
            return t.written(qint64(1));
        });
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(await(ChangeLog(*m_database).head(m_rows.organization)).value(), before.value());
    }

private:
    template <typename Work> std::invoke_result_t<Work, Transaction &> run(Work work)
    {
        return await(m_database->run(QStringLiteral("test"), std::move(work)));
    }

    bool isOnDisk()
    {
        const auto rows = run([](Transaction &t) {
            return t.exec(QStringLiteral(
                "SELECT pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn() AS all_there"));
        });
        return rows && rows->first().flag(QLatin1StringView("all_there"));
    }

    test::PostgresRig m_postgres;
    QString m_url;
    std::unique_ptr<Database> m_database;
    test::CloudRows m_rows;
};

QTEST_GUILESS_MAIN(TestOnDisk)
#include "tst_ondisk.moc"

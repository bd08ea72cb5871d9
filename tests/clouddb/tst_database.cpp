// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/database.h"
#include "clouddb/notifications.h"
#include "databasetest.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <malloc.h>

using namespace skybranch;
using namespace skybranch::clouddb;
using skybranch::test::await;

namespace {

QString sql(const char *text)
{
    return QString::fromLatin1(text);
}

Result<Rows> run(Database &database, const char *text, const QVariantList &bindings = {})
{
    return await(database.run(QStringLiteral("test"), [=](Transaction &transaction) {
        return transaction.exec(sql(text), bindings);
    }));
}

} // namespace

class TestDatabase : public test::DatabaseTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_rig.start()); }

    void init() { QVERIFY_RESULT(openDatabase()); }

    void cleanup() { m_database.reset(); }

    void valuesComeBackAsTheyWent()
    {
        const QUuid id = QUuid::createUuid();
        const QDateTime time(QDate(2026, 3, 29), QTime(1, 59, 59, 123), QTimeZone::UTC);
        const QString hostile = QStringLiteral("'; DROP TABLE users; -- \\ \"ü🦊?");
        const auto rows = run(
            *m_database,
            "SELECT ?::uuid AS id, ?::timestamptz AS time, ?::text AS text, "
            "?::bigint AS number, ?::boolean AS flag, ?::text AS nothing, "
            "?::bytea = '\\x00ff27'::bytea AS same",
            {id, time, hostile, qint64(1) << 60, true, QVariant(), QByteArray("\x00\xff\x27", 3)});
        QVERIFY_RESULT(rows);
        const Row &row = rows->first();
        QCOMPARE(row.uuid(QLatin1StringView("id")), id);
        QCOMPARE(row.time(QLatin1StringView("time")), time);
        QCOMPARE(row.text(QLatin1StringView("text")), hostile);
        QCOMPARE(row.number(QLatin1StringView("number")), qint64(1) << 60);
        QVERIFY(row.flag(QLatin1StringView("flag")));
        QVERIFY(row.isNull(QLatin1StringView("nothing")));
        QVERIFY(row.flag(QLatin1StringView("same")));
    }

    void aNullStringIsEmptyAndNotNull()
    {
        const auto rows = run(*m_database, "SELECT ?::text IS NULL AS missing", {QString()});
        QVERIFY_RESULT(rows);
        QVERIFY(!rows->first().flag(QLatin1StringView("missing")));
    }

    void timesAreReadInAllZones_data()
    {
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<QByteArray>("zone");
        QTest::newRow("seconds") << QByteArray("2026-11-22 03:33:01+00") << QByteArray("UTC");
        QTest::newRow("a half") << QByteArray("2026-11-22 03:33:01.5+00") << QByteArray("UTC");
        QTest::newRow("microseconds")
            << QByteArray("2026-02-28 23:59:59.123456+00") << QByteArray("America/New_York");
        QTest::newRow("almost a second")
            << QByteArray("1969-12-31 23:59:59.9994+00") << QByteArray("Asia/Tokyo");
        QTest::newRow("half hours")
            << QByteArray("2024-02-29 22:10:00.001+00") << QByteArray("Asia/Kolkata");
        QTest::newRow("seconds of a zone")
            << QByteArray("1850-06-01 12:00:00+00") << QByteArray("Europe/Berlin");
    }

    void timesAreReadInAllZones()
    {
        QFETCH(const QByteArray, time);
        QFETCH(const QByteArray, zone);
        const auto rows = await(
            m_database->run(QStringLiteral("test"), [=](Transaction &transaction) -> Result<Rows> {
                const auto set = transaction.exec(sql("SELECT set_config('TimeZone', ?, true)"),
                                                  {QString::fromLatin1(zone)});
                if (!set)
                    return failure(set);
                return transaction.exec(sql("SELECT t AS time, "
                                            "round(extract(epoch FROM t) * 1000)::bigint AS ms "
                                            "FROM (SELECT ?::timestamptz AS t) AS all_times"),
                                        {QString::fromLatin1(time)});
            }));
        QVERIFY_RESULT(rows);
        const QDateTime read = rows->first().time(QLatin1StringView("time"));
        QCOMPARE(read.timeSpec(), Qt::UTC);
        QCOMPARE(read.toMSecsSinceEpoch(), rows->first().number(QLatin1StringView("ms")));
    }

    void whatIsNoTimeIsNone()
    {
        const auto rows = run(*m_database,
                              "SELECT 'infinity'::timestamptz AS a, "
                              "NULL::timestamptz AS b");
        QVERIFY_RESULT(rows);
        QVERIFY(!rows->first().time(QLatin1StringView("a")).isValid());
        QVERIFY(!rows->first().time(QLatin1StringView("b")).isValid());
    }

    void columnsAreReadInAnyOrder()
    {
        const auto rows = run(*m_database,
                              "SELECT n AS a, n * 10 AS b, NULL::text AS c, '' AS d, "
                              "n = 2 AS e, n + 0.6 AS f FROM generate_series(1, 2) AS n");
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->rows.size(), 2);
        for (int i = 1; i <= 2; ++i) {
            const Row row = rows->rows[i - 1];
            QCOMPARE(row.number(QLatin1StringView("b")), 10 * i);
            QCOMPARE(row.number(QLatin1StringView("b")), 10 * i);
            QCOMPARE(row.number(QLatin1StringView("a")), i);
            QCOMPARE(row.number(QLatin1StringView("f")), i + 1);
            QCOMPARE(row.flag(QLatin1StringView("e")), i == 2);
            QVERIFY(row.isNull(QLatin1StringView("c")));
            QVERIFY(!row.isNull(QLatin1StringView("d")));
            QCOMPARE(row.text(QLatin1StringView("d")), QString());
        }
    }

    void oneReadIsAllThatItIs()
    {
        QVERIFY_RESULT(test::runSql(m_url, sql("CREATE TABLE t (n int)")));
        const auto runAlone = [this](const char *first, const char *second = nullptr) {
            return await(m_database->run(
                QStringLiteral("test"),
                [=](Transaction &transaction) -> Result<Rows> {
                    const auto rows = transaction.exec(sql(first));
                    return second ? transaction.exec(sql(second)) : rows;
                },
                Isolation::OneRead));
        };
        const auto now = runAlone("SELECT now() = statement_timestamp() AS alone");
        QVERIFY_RESULT(now);
        QVERIFY(now->first().flag(QLatin1StringView("alone")));
        QVERIFY(!runAlone("SELECT 1 / 0"));
        for (const auto &refused :
             {runAlone("INSERT INTO t VALUES (1)"), runAlone("SELECT 1", "SELECT 2"),
              runAlone("SELECT 1", "INSERT INTO t VALUES (1)")}) {
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::Internal);
        }
        QVERIFY(run(*m_database, "SELECT n FROM t")->isEmpty());
    }

    /// Nothing was changed, so nothing can happen twice.
    void oneReadIsTriedAgainOverALostConnection()
    {
        Database one(m_url, 1);
        const auto pidOf = [&one] {
            return await(one.run(
                QStringLiteral("test"),
                [](Transaction &transaction) {
                    return transaction.exec(sql("SELECT pg_backend_pid() AS pid"));
                },
                Isolation::OneRead));
        };
        const auto before = pidOf();
        QVERIFY_RESULT(before);
        const qint64 pid = before->first().number(QLatin1StringView("pid"));
        QVERIFY_RESULT(run(*m_database, "SELECT pg_terminate_backend(?::int)", {pid}));
        const auto after = pidOf();
        QVERIFY_RESULT(after);
        QVERIFY(after->first().number(QLatin1StringView("pid")) != pid);
    }

    /// Each connection has up to 200 statements, and each would keep its last answer.
    void anAnswerThatWasReadIsNotKept()
    {
        const auto held = [] {
            const struct mallinfo2 all = ::mallinfo2();
            return all.uordblks + all.hblkhd;
        };
        Database one(m_url, 1);
        QVERIFY_RESULT(run(one, "SELECT 1"));
        const size_t before = held();
        for (const char *big : {"SELECT repeat('x', 1000000) AS a FROM generate_series(1, 20)",
                                "SELECT repeat('y', 1000000) AS b FROM generate_series(1, 20)"}) {
            QCOMPARE(run(one, big)->rows.size(), 20);
            // The same statement can be run again.
            QCOMPARE(run(one, big)->rows.size(), 20);
        }
        QVERIFY2(held() < before + 10'000'000, qPrintable(QString::number(held() - before)));
    }

    void anErrorRollsBack()
    {
        QVERIFY_RESULT(test::runSql(m_url, sql("CREATE TABLE t (a int)")));
        const auto failed = await(
            m_database->run(QStringLiteral("test"), [](Transaction &transaction) -> Result<> {
                if (auto done = transaction.exec(sql("INSERT INTO t VALUES (1)")); !done)
                    return failure(done);
                return failure(ErrorCode::Forbidden, QStringLiteral("No."));
            }));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::Forbidden);
        QVERIFY(run(*m_database, "SELECT a FROM t")->isEmpty());
    }

    void workThatSwallowsAnErrorDoesNotCommit()
    {
        QVERIFY_RESULT(test::runSql(m_url, sql("CREATE TABLE t (a int UNIQUE)")));
        const auto failed = await(
            m_database->run(QStringLiteral("test"), [](Transaction &transaction) -> Result<> {
                (void)transaction.exec(sql("INSERT INTO t VALUES (1)"));
                (void)transaction.exec(sql("INSERT INTO t VALUES (1)"));
                (void)transaction.exec(sql("INSERT INTO t VALUES (2)"));
                return {};
            }));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::Conflict);
        QVERIFY(run(*m_database, "SELECT a FROM t")->isEmpty());
    }

    void aThrowIsAnInternalError()
    {
        const auto failed
            = await(m_database->run(QStringLiteral("test"), [](Transaction &) -> Result<int> {
                  throw std::runtime_error("boom");
              }));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::Internal);
        QVERIFY_RESULT(await(m_database->connect()));
    }

    void codesAreMapped_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("foreign key")
            << QByteArray("INSERT INTO memberships VALUES (gen_random_uuid(), gen_random_uuid(), "
                          "'member')")
            << ErrorCode::InvalidArgument;
        QTest::newRow("check") << QByteArray("INSERT INTO organizations VALUES "
                                             "(gen_random_uuid(), '')")
                               << ErrorCode::InvalidArgument;
        QTest::newRow("malformed")
            << QByteArray("SELECT 'x'::text::uuid") << ErrorCode::InvalidArgument;
        QTest::newRow("our mistake") << QByteArray("SELECT nonsense") << ErrorCode::Internal;
        QTest::newRow("lost") << QByteArray("SELECT pg_terminate_backend(pg_backend_pid())")
                              << ErrorCode::Unavailable;
    }

    void codesAreMapped()
    {
        QFETCH(const QByteArray, statement);
        QFETCH(const ErrorCode, code);
        const auto rows = run(*m_database, statement.constData());
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, code);
        QVERIFY(!rows.error().message.contains(QStringLiteral("memberships")));
        QVERIFY(rows.error().message.endsWith(QLatin1Char('.')));
    }

    void aLostConnectionIsOpenedAgain()
    {
        Database one(m_url, 1);
        const auto pid = run(one, "SELECT pg_backend_pid() AS pid");
        QVERIFY_RESULT(pid);
        QVERIFY_RESULT(run(*m_database, "SELECT pg_terminate_backend(?::int)",
                           {pid->first().number(QLatin1StringView("pid"))}));
        const auto again = run(one, "SELECT pg_backend_pid() AS pid");
        QVERIFY_RESULT(again);
        QVERIFY(again->first().number(QLatin1StringView("pid"))
                != pid->first().number(QLatin1StringView("pid")));
    }

    void aDeadlockIsTriedAgain()
    {
        QVERIFY_RESULT(
            test::runSql(m_url, sql("CREATE TABLE t (a int PRIMARY KEY, n int DEFAULT 0)")));
        QVERIFY_RESULT(run(*m_database, "INSERT INTO t VALUES (1), (2)"));
        const auto both = [this](int first, int second) {
            return m_database->run(QStringLiteral("test"), [=](Transaction &t) -> Result<> {
                const QString update = sql("UPDATE t SET n = n + 1 WHERE a = ?");
                if (auto done = t.exec(update, {first}); !done)
                    return failure(done);
                (void)t.exec(sql("SELECT pg_sleep(0.2)"));
                return t.exec(update, {second}).transform([](const Rows &) { });
            });
        };
        auto one = both(1, 2);
        auto two = both(2, 1);
        QVERIFY_RESULT(await(std::move(one)));
        QVERIFY_RESULT(await(std::move(two)));
        const auto sum = run(*m_database, "SELECT sum(n) AS n FROM t");
        QCOMPARE(sum->first().number(QLatin1StringView("n")), 4);
    }

    void aDatabaseThatIsAwayIsSaid()
    {
        Database away(QStringLiteral("postgresql://a@/b?host=%2Fnowhere"), 1);
        const auto connected = await(away.connect());
        QVERIFY(!connected);
        QCOMPARE(connected.error().code, ErrorCode::Unavailable);
        QVERIFY(connected.error().message.contains(QStringLiteral("can not be reached")));
    }

    void aMissingDatabaseIsSaid()
    {
        QString url = m_rig.serverUrl();
        Database missing(url.replace(QStringLiteral("/postgres?"), QStringLiteral("/missing?")), 1);
        const auto connected = await(missing.connect());
        QVERIFY(!connected);
        QCOMPARE(connected.error().code, ErrorCode::InvalidArgument);
    }

    void whatHasNotBegunIsCancelledAtTheEnd()
    {
        auto one = std::make_unique<Database>(m_url, 1);
        auto isBegun = std::make_shared<std::atomic<bool>>(false);
        auto begun = one->run(QStringLiteral("test"), [isBegun](Transaction &transaction) {
            isBegun->store(true);
            return transaction.exec(sql("SELECT pg_sleep(0.2)"));
        });
        Task<> waiting = one->connect();
        QTRY_VERIFY(isBegun->load());
        one.reset();
        QVERIFY_RESULT(await(std::move(begun)));
        const auto cancelledOne = await(std::move(waiting));
        QVERIFY(!cancelledOne);
        QCOMPARE(cancelledOne.error().code, ErrorCode::Cancelled);
    }

    void notificationsArriveAlsoAfterALoss()
    {
        Notifications notifications(m_url, {QStringLiteral("news")});
        QSignalSpy listening(&notifications, &Notifications::listening);
        QSignalSpy notified(&notifications, &Notifications::notified);
        QTRY_COMPARE(listening.size(), 1);
        QVERIFY_RESULT(run(*m_database, "SELECT pg_notify('news', 'one')"));
        QTRY_COMPARE(notified.size(), 1);
        QCOMPARE(notified.first(), (QVariantList{QStringLiteral("news"), QStringLiteral("one")}));

        QVERIFY_RESULT(run(*m_database,
                           "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                           "WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1'"));
        QTRY_COMPARE_WITH_TIMEOUT(listening.size(), 2, 20'000);
        QVERIFY_RESULT(run(*m_database, "SELECT pg_notify('news', 'two')"));
        QTRY_COMPARE(notified.size(), 2);
    }

    void aServerThatHasCrashedIsAway()
    {
        // Of its own: it recovers for a while.
        test::PostgresRig rig;
        QVERIFY_RESULT(rig.start());
        Database idle(rig.serverUrl(), 1);
        Database other(rig.serverUrl(), 1);
        const auto process = [](Database &database) {
            const auto rows = run(database, "SELECT pg_backend_pid() AS pid");
            return rows ? pid_t(rows->first().number(QLatin1StringView("pid"))) : pid_t(0);
        };
        const pid_t ours = process(idle);
        const pid_t theirs = process(other);
        QVERIFY(ours > 0 && theirs > 0);
        QCOMPARE(::kill(theirs, SIGKILL), 0);
        // The server says goodbye to all others, whose next words find nobody.
        QTRY_VERIFY_WITH_TIMEOUT(::kill(ours, 0) != 0, 20'000);
        const auto answer = run(idle, "SELECT 1");
        if (!answer)
            QCOMPARE(answer.error().code, ErrorCode::Unavailable);
        QTRY_VERIFY_WITH_TIMEOUT(run(idle, "SELECT 1").has_value(), 60'000);
    }

    void migrationsRunOnceHoweverManyBegin()
    {
        const auto url = m_rig.emptyDatabase();
        QVERIFY_RESULT(url);
        Database database(*url);
        std::vector<Task<>> tasks;
        for (int i = 0; i < 4; ++i)
            tasks.push_back(migrate(database));
        for (auto &task : tasks)
            QVERIFY_RESULT(await(std::move(task)));
        QVERIFY_RESULT(await(migrate(database)));
        const auto rows = run(database, "SELECT version FROM schema_migrations ORDER BY version");
        QCOMPARE(rows->rows.size(),
                 QDir(QStringLiteral(":/clouddb/migrations")).entryList(QDir::Files).size());
        QCOMPARE(rows->rows.last().number(QLatin1StringView("version")), newestSchema());
    }

    void anExtendedDatabaseIsWorkedWith()
    {
        const auto before = run(*m_database, "SELECT * FROM jobs");
        QVERIFY_RESULT(before);
        // What the next version's migration does.
        QVERIFY_RESULT(test::runSql(m_url,
                                    QStringLiteral("ALTER TABLE jobs ADD later text; INSERT INTO "
                                                   "schema_migrations VALUES (9999, 'later')")));
        QVERIFY_RESULT(await(checkSchema(*m_database)));
        QVERIFY_RESULT(await(migrate(*m_database)));
        // Each connection has its own statements of the table as it was.
        for (int i = 0; i < 8; ++i)
            QVERIFY_RESULT(run(*m_database, "SELECT * FROM jobs"));
    }

    void aNewerDatabaseIsRefused()
    {
        QVERIFY_RESULT(run(*m_database, "INSERT INTO schema_migrations VALUES (9999, 'later')"));
        Notifications notifications(m_url, {schemaChannel});
        QSignalSpy listening(&notifications, &Notifications::listening);
        QSignalSpy notified(&notifications, &Notifications::notified);
        QTRY_COMPARE(listening.size(), 1);
        QVERIFY_RESULT(run(*m_database, "UPDATE installation SET compatible_from = 9999"));
        QTRY_COMPARE(notified.size(), 1);
        QCOMPARE(await(checkSchema(*m_database)).error().code, ErrorCode::Unsupported);
        const auto migrated = await(migrate(*m_database));
        QVERIFY(!migrated);
        QCOMPARE(migrated.error().code, ErrorCode::Unsupported);
        QVERIFY(migrated.error().message.contains(QStringLiteral("9999")));
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"

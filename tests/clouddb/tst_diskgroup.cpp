// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cloudrows.h"
#include "support/postgres.h"

#include <QSemaphore>
#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using namespace Qt::StringLiterals;
using skybranch::test::await;

namespace {

using Answer = std::shared_ptr<std::optional<Result<>>>;

/// A Task that nobody awaits yet, and what it has given.
template <typename T> Answer begin(Task<T> task)
{
    auto answer = std::make_shared<std::optional<Result<>>>();
    task.then([answer](const Result<T> &result) {
        *answer = result ? Result<>() : Result<>(std::unexpected(result.error()));
    });
    return answer;
}

} // namespace

/// Writes to the disk are made for many at once, and nobody is told of one that was not made. Here
/// a write waits for as long as the test holds a lock.
class TestDiskGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_postgres.start()); }

    void init()
    {
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        m_url = *url;
        m_plain = std::make_unique<Database>(m_url, 1);
        const auto rows = test::CloudRows::create(*m_plain);
        QVERIFY_RESULT(rows);
        m_rows = *rows;
        QVERIFY_RESULT(test::runSql(m_url, uR"(
            DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog',
                                      current_database()); END$$;
            CREATE FUNCTION public.pg_logical_emit_message(boolean, text, text) RETURNS pg_lsn
            LANGUAGE plpgsql AS $$BEGIN
                PERFORM pg_advisory_xact_lock(42);
                RETURN pg_catalog.pg_logical_emit_message($1, $2, $3);
            END$$;)"_s));
        m_holder = std::make_unique<Database>(m_url, 1);
        m_database = std::make_unique<Database>(m_url, 2);
    }

    void cleanup()
    {
        m_release.release(100);
        m_database.reset();
        m_holder.reset();
        m_plain.reset();
        m_release.acquire(m_release.available());
    }

    void whoWaitsForTheDiskHoldsNoConnection()
    {
        QVERIFY(connectBoth());
        const Answer held = holdWrites();
        const Answer first = begin(write());
        QTRY_COMPARE_WITH_TIMEOUT(writesUnderWay(), 1, 20'000);
        const Answer second = begin(write());
        const Answer third = begin(write());
        QTRY_COMPARE_WITH_TIMEOUT(committed(), 3, 20'000);
        QVERIFY_RESULT(await(m_database->connect()));
        QCOMPARE(writesUnderWay(), 1);
        QVERIFY(!*first && !*second && !*third);
        m_release.release();
        QTRY_VERIFY_WITH_TIMEOUT(*first && *second && *third && *held, 20'000);
        QVERIFY_RESULT(**first);
        QVERIFY_RESULT(**second);
        QVERIFY_RESULT(**third);
    }

    void aLaterConnectionProvesNothing()
    {
        const Answer held = holdWrites();
        QSemaphore go;
        const Answer early = begin(write(&go));
        m_isHeld.acquire(); // it has begun before the other one is connected
        const Answer later = begin(write());
        QTRY_COMPARE_WITH_TIMEOUT(writesUnderWay(), 1, 20'000);
        go.release();
        QTRY_COMPARE_WITH_TIMEOUT(writesUnderWay(), 2, 20'000);
        QVERIFY(!*early && !*later);
        m_release.release();
        QTRY_VERIFY_WITH_TIMEOUT(*early && *later && *held, 20'000);
        QVERIFY_RESULT(**early);
        QVERIFY_RESULT(**later);
    }

    void aWriteThatFailsIsToldToAll()
    {
        QVERIFY(connectBoth());
        const Answer held = holdWrites();
        const Answer first = begin(write());
        QTRY_COMPARE_WITH_TIMEOUT(writesUnderWay(), 1, 20'000);
        const Answer second = begin(write());
        QTRY_COMPARE_WITH_TIMEOUT(committed(), 2, 20'000);
        QVERIFY_RESULT(await(m_database->connect())); // it has joined by then
        QCOMPARE(ask(u"SELECT count(pg_terminate_backend(pid)) AS n FROM pg_locks "
                     "WHERE locktype = 'advisory' AND NOT granted"_s),
                 1);
        QTRY_VERIFY_WITH_TIMEOUT(*first && *second, 20'000);
        QCOMPARE((**first).error().code, ErrorCode::Unavailable);
        QCOMPARE((**second).error().code, ErrorCode::Unavailable);
        m_release.release();
        QTRY_VERIFY_WITH_TIMEOUT(*held, 20'000);
        QVERIFY_RESULT(await(write()));
    }

private:
    /// The server ends a transaction that does nothing for some seconds.
    static Result<> mayIdle(Transaction &transaction)
    {
        return transaction
            .exec(u"SELECT set_config('idle_in_transaction_session_timeout', '0', true)"_s)
            .transform([](const Rows &) { });
    }

    /// Until m_release is released.
    Answer holdWrites()
    {
        const Answer held = begin(m_holder->run(u"hold"_s, [this](Transaction &t) -> Result<> {
            if (auto patient = mayIdle(t); !patient)
                return patient;
            if (auto locked = t.exec(u"SELECT pg_advisory_xact_lock(42)"_s); !locked)
                return failure(locked);
            m_isHeld.release();
            m_release.acquire();
            return {};
        }));
        m_isHeld.acquire();
        return held;
    }

    /// Both connections of m_database are there.
    bool connectBoth()
    {
        QSemaphore met;
        const auto meet = [&met](Transaction &) -> Result<> {
            met.release();
            if (met.tryAcquire(2, 10'000))
                met.release(2);
            return {};
        };
        const Answer one = begin(m_database->run(u"meet"_s, meet));
        const Answer other = begin(m_database->run(u"meet"_s, meet));
        return QTest::qWaitFor([&] { return *one && *other; }, 20'000);
    }

    Task<Written<domain::Workspace>> write(QSemaphore *go = nullptr)
    {
        return m_database->run(
            u"write"_s,
            [go, isHeld = &m_isHeld,
             rows = m_rows](Transaction &t) -> Result<Written<domain::Workspace>> {
                if (auto patient = mayIdle(t); !patient)
                    return failure(patient);
                if (go) {
                    isHeld->release();
                    go->acquire();
                }
                const auto made = WorkspaceStore(t, rows.organization).insert(rows.workspace());
                if (!made)
                    return failure(made);
                return t.written(*made);
            });
    }

    qint64 ask(QString sql)
    {
        const auto answer = await(m_plain->run(u"ask"_s, [sql](Transaction &t) {
            return t.exec(sql).transform(
                [](const Rows &rows) { return rows.first().number("n"_L1); });
        }));
        return answer.value_or(-1);
    }

    qint64 writesUnderWay()
    {
        return ask(u"SELECT count(*) AS n FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
                   "WHERE l.locktype = 'advisory' AND NOT l.granted "
                   "AND d.datname = current_database()"_s);
    }

    qint64 committed() { return ask(u"SELECT count(*) AS n FROM cloud_workspaces"_s); }

    test::PostgresRig m_postgres;
    QString m_url;
    test::CloudRows m_rows;
    QSemaphore m_isHeld;
    QSemaphore m_release;
    std::unique_ptr<Database> m_plain; ///< writes without a group
    std::unique_ptr<Database> m_holder;
    std::unique_ptr<Database> m_database;
};

QTEST_GUILESS_MAIN(TestDiskGroup)
#include "tst_diskgroup.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/jobs.h"
#include "clouddb/systemstore.h"
#include "support/cloudrows.h"
#include "support/postgres.h"

using namespace skybranch;
using namespace skybranch::cloud;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using clouddb::Transaction;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

namespace {

/// So long that a test would not end before a lease that nobody works on.
constexpr std::chrono::minutes lease{10};

} // namespace

/// The runner with jobs that behave as a test wants.
class TestJobRunner : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    std::unique_ptr<clouddb::Database> m_database;
    CloudRows m_rows;
    std::unique_ptr<JobRunner> m_runner;
    int m_calls = 0;
    Completion<> m_end; ///< of the job that runs

    void run(JobEnding ending, int maxAttempts = 25)
    {
        m_calls = 0;
        m_runner = std::make_unique<JobRunner>(
            *m_database,
            [this, ending](clouddb::Job, StopToken) -> QCoro::Task<JobEnding> {
                ++m_calls;
                return [](JobEnding value) -> QCoro::Task<JobEnding> { co_return value; }(ending);
            },
            JobRunner::Options{.owner = u"test"_s, .lease = lease, .maxAttempts = maxAttempts});
        m_runner->start();
    }

    static QCoro::Task<JobEnding> goOn(Completion<> end, StopToken stop)
    {
        const std::stop_callback onStop(stop, [end] { end.finish(cancelled()); });
        const auto ended = co_await end.wait();
        co_return ended ? JobEnding{}
                        : JobEnding{.again = std::chrono::minutes(10), .reason = u"Stopped."_s};
    }

    /// Begins a job that goes on until a test lets it end, or it is stopped.
    void runLong(std::chrono::milliseconds renewal)
    {
        m_calls = 0;
        m_end = {};
        m_runner = std::make_unique<JobRunner>(
            *m_database,
            [this](clouddb::Job, StopToken stop) {
                ++m_calls;
                return goOn(m_end, std::move(stop));
            },
            JobRunner::Options{.owner = u"test"_s, .lease = lease, .renewal = renewal});
        m_runner->start();
        QTRY_COMPARE(m_calls, 1);
    }

    /// Of the one job, whether @p condition holds; false where there is none.
    bool isJob(const QString &condition)
    {
        const auto rows = await(m_database->run(u"job"_s, [=](Transaction &transaction) {
            return transaction.exec(u"SELECT id FROM jobs WHERE "_s + condition);
        }));
        return rows && rows->rows.size() == 1;
    }

    Result<> setJob(const QString &assignments)
    {
        return await(m_database->run(u"job"_s, [=](Transaction &transaction) {
            return transaction.exec(u"UPDATE jobs SET "_s + assignments)
                .transform([](const auto &) { });
        }));
    }

    Result<WorkspaceId> ask(WorkspaceEvent event)
    {
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        if (!workspace)
            return failure(workspace);
        const auto asked = await(m_database->run(
            u"ask"_s, [this, event, id = workspace->id](Transaction &transaction) -> Result<> {
                const auto outcome
                    = clouddb::WorkspaceStore(transaction, m_rows.organization).request(id, event);
                if (!outcome)
                    return failure(outcome);
                return enqueueFor(transaction, outcome->workspace);
            }));
        if (!asked)
            return failure(asked);
        return workspace->id;
    }

    domain::Workspace now(WorkspaceId id)
    {
        return await(m_database->run(u"now"_s,
                                     [id](Transaction &transaction) {
                                         return clouddb::SystemStore(transaction).findWorkspace(id);
                                     }))
            .value_or(domain::Workspace{});
    }

    qsizetype jobs()
    {
        const auto rows = await(m_database->run(u"jobs"_s, [](Transaction &transaction) {
            return transaction.exec(u"SELECT id FROM jobs"_s);
        }));
        return rows ? rows->rows.size() : -1;
    }

    /// An outcome that the database will never take.
    static JobEnding impossible()
    {
        return {.write = [](Transaction &transaction) -> Result<> {
            return transaction.exec(u"SELECT 1 / 0"_s).transform([](const auto &) { });
        }};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_postgres.start()); }

    void init()
    {
        const auto url = m_postgres.database();
        QVERIFY_RESULT(url);
        m_database = std::make_unique<clouddb::Database>(*url);
        const auto rows = CloudRows::create(*m_database);
        QVERIFY_RESULT(rows);
        m_rows = *rows;
    }

    void cleanup()
    {
        if (m_runner)
            (void)await(m_runner->stop());
        m_runner.reset();
        m_database.reset();
    }

    void anOutcomeThatIsRefusedEndsTheJob()
    {
        const auto id = ask(WorkspaceEvent::Pause);
        QVERIFY_RESULT(id);
        run(impossible());
        QTRY_COMPARE(now(*id).status, WorkspaceStatus::Error);
        QCOMPARE(now(*id).pending, domain::PendingAction::None);
        QVERIFY(now(*id).statusMessage.contains(u"\"pause\""_s));
        QVERIFY(now(*id).statusMessage.contains(u"Retry"_s));
        QCOMPARE(jobs(), 0);
        QCOMPARE(m_calls, 1);
    }

    void aDeleteIsNeverGivenUp()
    {
        const auto id = ask(WorkspaceEvent::Delete);
        QVERIFY_RESULT(id);
        run(impossible());
        QTRY_COMPARE(now(*id).status, WorkspaceStatus::Error);
        QCOMPARE(now(*id).pending, domain::PendingAction::Delete);
        QCOMPARE(jobs(), 1);
    }

    void aJobIsNotTriedForEver()
    {
        const auto id = ask(WorkspaceEvent::Stop);
        QVERIFY_RESULT(id);
        run({.again = std::chrono::milliseconds(0), .reason = u"again"_s}, 3);
        QTRY_COMPARE(now(*id).status, WorkspaceStatus::Error);
        QVERIFY(now(*id).statusMessage.contains(u"3 times"_s));
        QCOMPARE(m_calls, 3);
        QCOMPARE(jobs(), 0);
    }

    void aDeleteIsTriedForEver()
    {
        QVERIFY_RESULT(ask(WorkspaceEvent::Delete));
        run({.again = std::chrono::milliseconds(0), .reason = u"again"_s}, 3);
        QTRY_VERIFY_WITH_TIMEOUT(m_calls > 4, 20'000);
    }

    void aLeaseIsRenewedWhileItsJobRuns()
    {
        QVERIFY_RESULT(ask(WorkspaceEvent::Pause));
        runLong(std::chrono::milliseconds(50));
        QVERIFY_RESULT(setJob(u"lease_expires_at = now() + interval '20 seconds'"_s));
        QTRY_VERIFY(isJob(u"lease_expires_at > now() + interval '40 seconds'"_s));
        QVERIFY(isJob(u"attempts = 1"_s));
    }

    void aJobWhoseLeaseWasLostEnds()
    {
        QVERIFY_RESULT(ask(WorkspaceEvent::Pause));
        runLong(std::chrono::milliseconds(50));
        QVERIFY_RESULT(setJob(u"lease_owner = 'other', attempts = attempts + 1, "
                              "lease_expires_at = now() + interval '1 hour'"_s));
        QTRY_COMPARE(m_runner->running(), 0);
        // It is the other one's, and as that left it.
        QVERIFY(isJob(u"lease_owner = 'other' AND attempts = 2"_s));
    }

    void aJobThatIsLeasedAnewGoesOn()
    {
        QVERIFY_RESULT(ask(WorkspaceEvent::Pause));
        runLong(std::chrono::minutes(10));
        QVERIFY_RESULT(setJob(u"lease_expires_at = now() - interval '1 second'"_s));
        m_runner->wake();
        QTRY_VERIFY(isJob(u"attempts = 2 AND lease_expires_at > now()"_s));
        QCOMPARE(m_calls, 1);
        m_end.finish({});
        QTRY_COMPARE(jobs(), 0);
        QTRY_COMPARE(m_runner->running(), 0);
    }

    void whatIsStoppedIsDueAtOnce()
    {
        QVERIFY_RESULT(ask(WorkspaceEvent::Pause));
        runLong(std::chrono::minutes(10));
        QVERIFY_RESULT(await(m_runner->stop()));
        QVERIFY(isJob(u"lease_owner IS NULL AND run_at <= now()"_s));
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_jobrunner.moc"

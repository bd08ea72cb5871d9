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

    void run(JobEnding ending, int maxAttempts = 25)
    {
        m_calls = 0;
        m_runner = std::make_unique<JobRunner>(
            *m_database,
            [this, ending](clouddb::Job, StopToken) -> QCoro::Task<JobEnding> {
                ++m_calls;
                return [](JobEnding value) -> QCoro::Task<JobEnding> { co_return value; }(ending);
            },
            JobRunner::Options{.owner = u"test"_s, .maxAttempts = maxAttempts});
        m_runner->start();
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
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_jobrunner.moc"

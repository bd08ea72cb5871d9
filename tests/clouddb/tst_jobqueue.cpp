// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/jobqueue.h"
#include "clouddb/notifications.h"
#include "databasetest.h"

#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace skybranch;
using namespace skybranch::clouddb;
using namespace std::chrono_literals;
using skybranch::test::await;

namespace {

const QString me = QStringLiteral("me");
const QString other = QStringLiteral("other");

} // namespace

class TestJobQueue : public test::DatabaseTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY_RESULT(m_rig.start()); }

    void init()
    {
        QVERIFY_RESULT(openWithRows());
        m_queue.emplace(*m_database);
    }

    void cleanup()
    {
        m_queue.reset();
        m_database.reset();
    }

    void theOldestComesFirstAndOnce()
    {
        const auto first = enqueue(WorkspaceId::create());
        const auto second = enqueue(WorkspaceId::create());
        QVERIFY_RESULT(first);
        const auto job = lease(me);
        QCOMPARE(job->id, *first);
        QCOMPARE(job->attempt, 1);
        QCOMPARE(job->payload, m_payload);
        QCOMPARE(job->organizationId, m_rows.organization);
        QCOMPARE(lease(other)->id, *second);
        QVERIFY(!lease(other));
    }

    void oneJobOfAWorkspaceAtATime()
    {
        const auto workspace = WorkspaceId::create();
        const auto first = enqueue(workspace);
        const auto second = enqueue(workspace);
        const auto elsewhere = enqueue(WorkspaceId::create());
        const auto job = lease(me);
        QCOMPARE(job->id, *first);
        QCOMPARE(lease(other)->id, *elsewhere);
        QVERIFY(!lease(other));
        QVERIFY_RESULT(complete(*job));
        QCOMPARE(lease(other)->id, *second);
    }

    void runnersAtOnceNeverShareAWorkspace()
    {
        constexpr int workspaces = 5;
        for (int i = 0; i < workspaces; ++i) {
            const auto workspace = WorkspaceId::create();
            for (int k = 0; k < 3; ++k)
                QVERIFY_RESULT(enqueue(workspace));
        }
        std::vector<Task<std::optional<Job>>> leases;
        for (int i = 0; i < 20; ++i)
            leases.push_back(m_queue->lease(QStringLiteral("runner %1").arg(i), 60s));
        std::set<WorkspaceId> leased;
        for (auto &task : leases) {
            const auto job = await(std::move(task));
            QVERIFY_RESULT(job);
            if (*job)
                QVERIFY(leased.insert((*job)->workspaceId).second);
        }
        while (const auto rest = lease(me))
            QVERIFY(leased.insert(rest->workspaceId).second);
        QCOMPARE(leased.size(), size_t(workspaces));
    }

    void anExpiredLeaseGoesToSomebodyElseAndIsFenced()
    {
        const auto workspace = WorkspaceId::create();
        const auto id = enqueue(workspace);
        QVERIFY_RESULT(enqueue(workspace));
        const auto mine = lease(me, 1ms);
        QCOMPARE(mine->id, *id);
        const auto theirs = awaitLease(other);
        QVERIFY(theirs);
        // The job that was begun comes before the workspace's next one.
        QCOMPARE(theirs->id, *id);
        QCOMPARE(theirs->attempt, 2);
        QCOMPARE(complete(*mine).error().code, ErrorCode::Conflict);
        QCOMPARE(await(m_queue->renew(*mine, 60s)).error().code, ErrorCode::Conflict);
        QCOMPARE(await(m_queue->fail(*mine, 0ms, QString())).error().code, ErrorCode::Conflict);
        QVERIFY_RESULT(complete(*theirs));
    }

    void anOldLeaseOfTheSameOwnerIsFencedToo()
    {
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        const auto old = lease(me, 1ms);
        const auto fresh = awaitLease(me);
        QVERIFY(fresh);
        QCOMPARE(complete(*old).error().code, ErrorCode::Conflict);
        QVERIFY_RESULT(complete(*fresh));
    }

    void aLostLeaseTakesTheOutcomeBack()
    {
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        QVERIFY_RESULT(workspace);
        QVERIFY_RESULT(enqueue(workspace->id));
        const auto mine = lease(me, 1ms);
        QVERIFY(awaitLease(other));
        const auto done = await(m_database->run(QStringLiteral("outcome"), [&](Transaction &t) {
            return WorkspaceStore(t, m_rows.organization)
                .rename(workspace->id, QStringLiteral("Changed"))
                .and_then([&](const auto &) { return JobQueue::complete(t, *mine); });
        }));
        QVERIFY(!done);
        const auto now = await(m_database->run(QStringLiteral("find"), [&](Transaction &t) {
            return WorkspaceStore(t, m_rows.organization).find(workspace->id);
        }));
        QCOMPARE(now->name, workspace->name);
    }

    void whoGoesOnHoldsItsJob()
    {
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        const auto old = lease(me, 1ms);
        QVERIFY_RESULT(hold(*old));
        // The same process goes on with what it had begun.
        const auto fresh = awaitLease(me);
        QVERIFY_RESULT(hold(*old));
        QVERIFY_RESULT(await(m_queue->fail(*fresh, 0ms, QStringLiteral("stopped"))));
        QCOMPARE(hold(*old).error().code, ErrorCode::Conflict);
        QVERIFY(lease(other));
        QCOMPARE(hold(*old).error().code, ErrorCode::Conflict);
    }

    void whatIsGivenBackWakesRunners()
    {
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        const auto job = lease(me, 60s);
        Notifications notifications(m_url, {jobsChannel});
        QSignalSpy listening(&notifications, &Notifications::listening);
        QSignalSpy notified(&notifications, &Notifications::notified);
        QTRY_COMPARE(listening.size(), 1);
        QVERIFY_RESULT(await(m_queue->fail(*job, 0ms, QStringLiteral("stopped"))));
        QTRY_COMPARE(notified.size(), 1);
    }

    void aRenewedLeaseStays()
    {
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        const auto job = lease(me, 1ms);
        QVERIFY_RESULT(await(m_queue->renew(*job, 60s)));
        QVERIFY(!lease(other));
    }

    void nobodyTakesALeaseBeforeItEnds()
    {
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        QVERIFY(lease(me, 5s));
        QVERIFY(!lease(other));
    }

    void aFailedJobComesAgainLater()
    {
        const auto id = enqueue(WorkspaceId::create());
        const auto job = lease(me);
        QVERIFY_RESULT(await(m_queue->fail(*job, 150ms, QStringLiteral("no network"))));
        QVERIFY(!lease(me));
        const auto due = await(m_queue->nextDue());
        QVERIFY_RESULT(due);
        QVERIFY(*due && **due <= 150ms);
        const auto again = awaitLease(me);
        QVERIFY(again);
        QCOMPARE(again->id, *id);
        QCOMPARE(again->attempt, 2);
    }

    void nextDueSkipsWhatWaitsForItsWorkspace()
    {
        QVERIFY(!*await(m_queue->nextDue()));
        const auto workspace = WorkspaceId::create();
        QVERIFY_RESULT(enqueue(workspace));
        QVERIFY_RESULT(enqueue(workspace));
        QVERIFY(lease(me, 60s));
        const auto due = *await(m_queue->nextDue());
        QVERIFY(due && *due > 30s && *due <= 60s);
    }

    void theOnlyOwnerTakesOverAtOnce()
    {
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        const auto dead = lease(other);
        const auto mine = lease(me);
        QCOMPARE(*await(m_queue->releaseLeasesOfOthers(me)), 1);
        QCOMPARE(lease(me)->id, dead->id);
        QVERIFY_RESULT(complete(*mine));
    }

    void aNewJobWakesRunnersWithItsCommit()
    {
        Notifications notifications(m_url, {jobsChannel});
        QSignalSpy listening(&notifications, &Notifications::listening);
        QSignalSpy notified(&notifications, &Notifications::notified);
        QTRY_COMPARE(listening.size(), 1);
        const auto rolledBack
            = await(m_database->run(QStringLiteral("enqueue"), [this](Transaction &t) -> Result<> {
                  (void)JobQueue::enqueue(t, newJob(WorkspaceId::create()));
                  return failure(ErrorCode::Forbidden, QStringLiteral("No."));
              }));
        QVERIFY(!rolledBack);
        QVERIFY_RESULT(enqueue(WorkspaceId::create()));
        QTRY_COMPARE(notified.size(), 1);
        QVERIFY(lease(me));
        QVERIFY(!lease(me));
    }

private:
    NewJob newJob(WorkspaceId workspace) const
    {
        return {.organizationId = m_rows.organization,
                .workspaceId = workspace,
                .kind = QStringLiteral("pause"),
                .payload = m_payload};
    }

    Result<JobId> enqueue(WorkspaceId workspace)
    {
        return await(m_database->run(QStringLiteral("enqueue"),
                                     [job = newJob(workspace)](Transaction &transaction) {
                                         return JobQueue::enqueue(transaction, job);
                                     }));
    }

    std::optional<Job> lease(const QString &owner, std::chrono::milliseconds duration = 60s)
    {
        const auto job = await(m_queue->lease(owner, duration));
        return job ? *job : std::nullopt;
    }

    /// Where it has to become due first.
    std::optional<Job> awaitLease(const QString &owner)
    {
        std::optional<Job> job;
        (void)QTest::qWaitFor([&] { return (job = lease(owner)).has_value(); });
        return job;
    }

    Result<> hold(const Job &job)
    {
        return await(m_database->run(QStringLiteral("hold"), [job](Transaction &transaction) {
            return JobQueue::hold(transaction, job);
        }));
    }

    Result<> complete(const Job &job)
    {
        return await(m_database->run(QStringLiteral("complete"), [job](Transaction &transaction) {
            return JobQueue::complete(transaction, job);
        }));
    }

    const QJsonObject m_payload{{QStringLiteral("why"), QStringLiteral("it's \"idle\"")}};
    std::optional<JobQueue> m_queue;
};

QTEST_GUILESS_MAIN(TestJobQueue)
#include "tst_jobqueue.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudrig.h"

#include <QScopeGuard>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

class TestWorkspaces : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    GitDaemon m_git;
    std::unique_ptr<CloudRig> m_rig;

    Result<domain::Workspace> create(domain::SeedSource seed = domain::SeedSource::Remote)
    {
        return valueOf(await(m_rig->workspaces->create(m_rig->caller, m_rig->request(seed))));
    }

    Result<domain::Workspace> ask(WorkspaceId id, WorkspaceEvent event)
    {
        return valueOf(await(m_rig->workspaces->request(m_rig->caller, id, event)));
    }

    Result<domain::Workspace> retry(WorkspaceId id)
    {
        return valueOf(await(m_rig->workspaces->retry(m_rig->caller, id, {})));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_postgres.start());
        QVERIFY(m_git.start());
    }

    void init()
    {
        m_rig = std::make_unique<CloudRig>();
        QVERIFY_RESULT(m_rig->start(m_postgres, m_git));
    }

    void cleanup() { m_rig.reset(); }

    void aWorkspaceLivesAndGoes()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QCOMPARE(made->status, WorkspaceStatus::Provisioning);
        QVERIFY2(m_rig->waitFor(made->id, WorkspaceStatus::Running),
                 qPrintable(m_rig->now(made->id)->statusMessage));
        const auto running = m_rig->now(made->id);
        QCOMPARE(running->step, domain::ProvisioningStep::Ready);
        QCOMPARE(running->providerType, u"sandbox"_s);
        QCOMPARE(m_rig->vmCount(), 1);
        const auto pulled = await(m_rig->workspaces->pull(m_rig->caller, made->id, StopToken()));
        QVERIFY_RESULT(pulled);
        QCOMPARE(pulled->branch, u"topic"_s);
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Pause));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Paused));
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Resume));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Stop));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Stopped));
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Resume));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Delete));
        QVERIFY(m_rig->waitUntilGone(made->id));
        QCOMPARE(m_rig->vmCount(), 0);
    }

    void severalAreMadeAtOnce()
    {
        QList<WorkspaceId> ids;
        for (int i = 0; i < 3; ++i) {
            const auto made = create();
            QVERIFY_RESULT(made);
            ids << made->id;
        }
        for (const WorkspaceId &id : ids)
            QVERIFY(m_rig->waitFor(id, WorkspaceStatus::Running));
        QCOMPARE(m_rig->vmCount(), 3);
    }

    void whoAsksAgainAfterALostAnswerGetsTheSame()
    {
        wire::CreateWorkspace request = m_rig->request();
        request.id = WorkspaceId::create();
        const auto made = valueOf(await(m_rig->workspaces->create(m_rig->caller, request)));
        QVERIFY_RESULT(made);
        QCOMPARE(made->id, request.id);
        const auto again = valueOf(await(m_rig->workspaces->create(m_rig->caller, request)));
        QVERIFY_RESULT(again);
        QCOMPARE(again->createdAt, made->createdAt);
        request.branch = u"other"_s;
        const auto other = valueOf(await(m_rig->workspaces->create(m_rig->caller, request)));
        QCOMPARE(other.error().code, ErrorCode::Conflict);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        QCOMPARE(m_rig->vmCount(), 1);
    }

    void aProvidersFailureIsToldAndRetried()
    {
        m_rig->provider->createFaults = 1;
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Error));
        const auto failed = m_rig->now(made->id);
        QVERIFY(failed->statusMessage.contains(FaultyProvider::fault()));
        QCOMPARE(failed->step, domain::ProvisioningStep::CreatingVm);
        QVERIFY_RESULT(retry(made->id));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        // The first try had made a VM before it failed; the second one took it.
        QCOMPARE(m_rig->vmCount(), 1);
    }

    void aVmThatNobodyNamedIsDeletedWithItsRow()
    {
        m_rig->provider->createFaults = 1;
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Error));
        QVERIFY(m_rig->now(made->id)->providerVmId.isEmpty());
        QCOMPARE(m_rig->vmCount(), 1);
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Delete));
        QVERIFY(m_rig->waitUntilGone(made->id));
        QCOMPARE(m_rig->vmCount(), 0);
    }

    void aDeleteThatFailsIsTriedAgain()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        m_rig->provider->deleteFaults = 1;
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Delete));
        QTRY_VERIFY(m_rig->now(made->id) && m_rig->now(made->id)->status == WorkspaceStatus::Error);
        const auto waiting = m_rig->now(made->id);
        QVERIFY(waiting.has_value());
        QVERIFY(waiting->statusMessage.contains(FaultyProvider::fault()));
        QCOMPARE(waiting->pending, domain::PendingAction::Delete);
        QVERIFY(m_rig->waitUntilGone(made->id));
        QCOMPARE(m_rig->vmCount(), 0);
    }

    void cancelEndsTheProvisioning()
    {
        const auto made = create(domain::SeedSource::Desktop);
        QVERIFY_RESULT(made);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->now(made->id)->step, domain::ProvisioningStep::Cloning,
                                  30'000);
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Cancel));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(m_rig->waitUntilGone(made->id));
        QVERIFY2(timer.elapsed() < 15'000, "it waited for the desktop");
        QCOMPARE(m_rig->vmCount(), 0);
    }

    void aDesktopThatDoesNotComeIsNotWaitedFor()
    {
        m_rig->context->times.desktopToBegin = std::chrono::milliseconds(300);
        const auto made = create(domain::SeedSource::Desktop);
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Error));
        QVERIFY(m_rig->now(made->id)->statusMessage.contains(u"desktop"_s));
        QCOMPARE(m_rig->now(made->id)->step, domain::ProvisioningStep::Cloning);
    }

    void anActionThatHangsIsGivenUp()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        m_rig->context->times.vmAction = std::chrono::milliseconds(300);
        m_rig->provider->hangs = true;
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Pause));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Error));
        QVERIFY(m_rig->now(made->id)->statusMessage.contains(u"pause"_s));
        m_rig->provider->hangs = false;
        m_rig->context->times.vmAction = std::chrono::milliseconds(30'000);
        // Retry asks the provider, which says that it runs.
        QVERIFY_RESULT(retry(made->id));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
    }

    void aQuestionThatHangsIsGivenUp()
    {
        m_rig->context->times.ask = std::chrono::milliseconds(300);
        m_rig->provider->questionsHang = true;
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Error));
        QVERIFY(m_rig->now(made->id)->statusMessage.contains(u"Retry"_s));
        m_rig->provider->questionsHang = false;
        m_rig->context->times.ask = std::chrono::milliseconds(20'000);
        QVERIFY_RESULT(retry(made->id));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        m_rig->context->times.ask = std::chrono::milliseconds(300);
        m_rig->provider->questionsHang = true;
        const auto credentials = await(m_rig->workspaces->sshCredentials(
            m_rig->caller, made->id, {.publicKey = m_rig->context->authority.publicKey()}));
        QCOMPARE(credentials.error().code, ErrorCode::Timeout);
        m_rig->provider->questionsHang = false;
    }

    void aHangingActionDoesNotHoldTheEndUp()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        m_rig->provider->hangs = true;
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Pause));
        QTRY_COMPARE(m_rig->jobs->running(), 1);
        QElapsedTimer timer;
        timer.start();
        m_rig->stopJobs();
        QVERIFY(timer.elapsed() < 10'000);
        m_rig->provider->hangs = false;
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Paused));
    }

    void twoBackendsShareTheWork()
    {
        // Neither can take all, so how fast each of them is does not matter.
        constexpr int atOnce = 2;
        m_rig->stopJobs();
        QList<WorkspaceId> ids;
        for (int i = 0; i < 2 * atOnce; ++i) {
            const auto made = create();
            QVERIFY_RESULT(made);
            ids << made->id;
        }
        cloud::JobRunner other(*m_rig->database, cloud::jobHandler(*m_rig->context),
                               {.owner = u"other"_s, .atOnce = atOnce});
        const auto end = qScopeGuard([&other] { (void)await(other.stop()); });
        other.start();
        m_rig->startJobs(atOnce);
        // One of them ends in the midst; what it had goes to the other.
        QTRY_VERIFY(other.running() > 0 && m_rig->jobs->running() > 0);
        QVERIFY_RESULT(await(other.stop()));
        for (const WorkspaceId &id : ids)
            QVERIFY(m_rig->waitFor(id, WorkspaceStatus::Running));
        QCOMPARE(m_rig->vmCount(), 4);
    }

    void oneThatWasAwayTooLongWritesNothing()
    {
        const auto run = [this](const QString &sql) {
            return m_rig->database->run(u"test"_s, [sql](clouddb::Transaction &transaction) {
                return transaction.exec(sql).transform([](const auto &) { });
            });
        };
        // Another backend goes on with the job while this one makes its VM.
        m_rig->provider->afterCreate = [run] {
            return run(u"UPDATE jobs SET lease_owner = 'other', attempts = attempts + 1, "
                       "lease_expires_at = now() + interval '1 hour'"_s);
        };
        const auto made = create();
        QVERIFY_RESULT(made);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->vmCount(), 1, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->jobs->running(), 0, 30'000);
        const auto workspace = m_rig->now(made->id);
        QVERIFY(workspace);
        QCOMPARE(workspace->status, WorkspaceStatus::Provisioning);
        QCOMPARE(workspace->step, domain::ProvisioningStep::CreatingVm);
        QCOMPARE(workspace->providerVmId, QString());
        // That one is lost as well: this one goes on where both were.
        m_rig->provider->afterCreate = nullptr;
        QVERIFY_RESULT(await(run(u"UPDATE jobs SET lease_expires_at = now()"_s)));
        m_rig->jobs->wake();
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        QCOMPARE(m_rig->vmCount(), 1);
    }

    void stopGivesWorkBack()
    {
        const auto made = create(domain::SeedSource::Desktop);
        QVERIFY_RESULT(made);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->now(made->id)->step, domain::ProvisioningStep::Cloning,
                                  30'000);
        m_rig->stopJobs();
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Provisioning);
        clouddb::JobQueue queue(*m_rig->database);
        const auto job = await(queue.lease(u"another"_s, std::chrono::seconds(1)));
        QVERIFY_RESULT(job);
        QVERIFY2(job->has_value(), "the lease was not given back");
        QCOMPARE((*job)->workspaceId, made->id);
    }
};

QTEST_GUILESS_MAIN(TestWorkspaces)
#include "tst_workspaces.moc"

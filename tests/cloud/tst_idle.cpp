// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/idlewatch.h"
#include "clouddb/presencestore.h"
#include "cloudrig.h"
#include "ssh/connection.h"

#include <QSignalSpy>

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::PendingAction;
using domain::WorkspaceStatus;

/// Time is not waited for: what a clock has written is moved in the database instead.
class TestIdle : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    GitDaemon m_git;
    std::unique_ptr<CloudRig> m_rig;
    std::unique_ptr<cloud::IdleWatch> m_watch;
    WorkspaceId m_id;

    Result<clouddb::Rows> exec(const QString &sql)
    {
        return await(m_rig->database->run(
            u"set"_s, [sql](clouddb::Transaction &transaction) { return transaction.exec(sql); }));
    }

    /// Changes the one workspace of a test.
    bool set(const QString &assignments)
    {
        return exec(u"UPDATE cloud_workspaces SET "_s + assignments).has_value();
    }

    bool makeRunning()
    {
        const auto made
            = valueOf(await(m_rig->workspaces->create(m_rig->caller, m_rig->request())));
        if (!made)
            return false;
        m_id = made->id;
        return m_rig->waitFor(m_id, WorkspaceStatus::Running);
    }

    /// As if it had been watched being quiet for half an hour.
    bool makeQuiet()
    {
        return set(u"quiet_seconds = 1799, last_active_at = now() - interval '31 minutes', "
                   "watched_at = now() - interval '31 seconds'"_s);
    }

    /// As if the clock had been set by @p interval since the last look.
    bool jump(const QString &interval)
    {
        return set(u"last_active_at = last_active_at - interval '%1', "
                   "status_changed_at = status_changed_at - interval '%1', "
                   "watched_at = watched_at - interval '%1'"_s.arg(interval));
    }

    /// One look, half a minute after the one before.
    bool look()
    {
        return set(u"watched_at = watched_at - interval '31 seconds'"_s)
            && await(m_watch->look()).has_value();
    }

    /// The watch has asked for the pause, and nobody does it yet.
    bool decideToPause()
    {
        m_rig->stopJobs();
        return look() && makeQuiet() && await(m_watch->look()).has_value()
            && now().pending == PendingAction::Pause;
    }

    domain::Workspace now() { return m_rig->now(m_id).value_or(domain::Workspace{}); }

    bool isUntouched(WorkspaceStatus status)
    {
        const domain::Workspace workspace = now();
        return workspace.status == status && workspace.pending == PendingAction::None;
    }

    static bool isRecent(const QDateTime &time)
    {
        return std::abs(time.secsTo(QDateTime::currentDateTimeUtc())) < 120;
    }

    /// A program in a terminal of the VM, for as long as the connection stands.
    Task<std::shared_ptr<ssh::Channel>> runInVm(ssh::Connection *connection, QStringList words)
    {
        const auto key = ssh::KeyPair::create();
        const auto certificate = co_await m_rig->context->authority.sign(
            key->publicKey(), now().vmId, m_rig->caller.userId);
        if (!certificate)
            co_return failure(certificate);
        const auto endpoint = co_await m_rig->provider->sshEndpoint(now().providerVmId);
        if (!endpoint)
            co_return failure(endpoint);
        const auto connected = co_await connection->connectTo(
            {endpoint->host, endpoint->port, endpoint->user, endpoint->hostKeys},
            ssh::CertificateLogin{*key, certificate->line});
        if (!connected)
            co_return failure(connected);
        co_return co_await connection->openExec(words, ssh::Pty{});
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
        m_watch = std::make_unique<cloud::IdleWatch>(*m_rig->context);
        QVERIFY(makeRunning());
    }

    void cleanup()
    {
        (void)await(m_watch->stop());
        m_watch.reset();
        m_rig.reset();
    }

    void whatIsQuietIsPausedAndSaysWhy()
    {
        QVERIFY(look());
        QVERIFY(isUntouched(WorkspaceStatus::Running));
        QCOMPARE(m_rig->context->links->count(), 1);
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
        QCOMPARE(now().statusMessage, u"Paused after 30 min without activity."_s);
        // It was closed before the freeze, and nobody asks what sleeps.
        QCOMPARE(m_rig->context->links->count(), 0);
        const int asked = m_rig->provider->endpointsAsked;
        QVERIFY(look());
        QCOMPARE(m_rig->provider->endpointsAsked, asked);
        QVERIFY(isUntouched(WorkspaceStatus::Paused));
    }

    void whoConnectsKeepsItAwake()
    {
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_rig->workspaces->sshCredentials(
            m_rig->caller, m_id, {.publicKey = m_rig->context->authority.publicKey()})));
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(isUntouched(WorkspaceStatus::Running));
    }

    void aProgramThatComputesKeepsItAwake()
    {
        ssh::Connection connection;
        const auto program = await(runInVm(&connection, {u"sha256sum"_s, u"/dev/zero"_s}));
        QVERIFY_RESULT(program);
        QTRY_VERIFY_WITH_TIMEOUT(look() && now().awakeReason == u"sha256sum"_s, 20'000);
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(isUntouched(WorkspaceStatus::Running));
        QVERIFY(isRecent(now().lastActiveAt));
        connection.disconnectFrom();
        QTRY_VERIFY_WITH_TIMEOUT(look() && now().awakeReason.isEmpty(), 20'000);
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
    }

    void aClockThatJumpsPausesNobody_data()
    {
        QTest::addColumn<QString>("interval");
        QTest::newRow("forward") << u"1 day"_s;
        QTest::newRow("backward") << u"-1 day"_s;
    }

    void aClockThatJumpsPausesNobody()
    {
        QFETCH(QString, interval);
        QVERIFY(look());
        QVERIFY(jump(interval));
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(isUntouched(WorkspaceStatus::Running));
        // Clients show when it pauses by this.
        QVERIFY(isRecent(now().lastActiveAt));
        QVERIFY(look());
        QVERIFY(isUntouched(WorkspaceStatus::Running));
    }

    void whatIsPausedForADayIsStopped()
    {
        QVERIFY_RESULT(
            await(m_rig->workspaces->request(m_rig->caller, m_id, domain::WorkspaceEvent::Pause)));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
        QVERIFY(look());
        for (const QString &interval : {u"2 days"_s, u"-4 days"_s}) {
            QVERIFY(jump(interval));
            QVERIFY_RESULT(await(m_watch->look()));
            QVERIFY(isUntouched(WorkspaceStatus::Paused));
        }
        QVERIFY(set(u"quiet_seconds = 86399, watched_at = now() - interval '10 minutes'"_s));
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Stopped));
        QVERIFY(now().statusMessage.startsWith(u"Stopped after 24 h in pause."_s));
    }

    void aGuestThatDoesNotAnswerIsNoReasonToPause()
    {
        const QSignalSpy unanswered(m_watch.get(), &cloud::IdleWatch::unanswered);
        m_rig->context->times.activity = std::chrono::milliseconds(100);
        m_rig->provider->questionsHang = true;
        for (int i = 0; i < 4; ++i) {
            QVERIFY(makeQuiet());
            QVERIFY_RESULT(await(m_watch->look()));
        }
        QVERIFY(isUntouched(WorkspaceStatus::Running));
        QCOMPARE(unanswered.count(), 1);
        QCOMPARE(m_rig->context->links->count(), 0);
        m_rig->provider->questionsHang = false;
    }

    void aJobThatSaysNothingKeepsItAwake()
    {
        ssh::Connection connection;
        const auto program = await(runInVm(&connection, {u"sleep"_s, u"1000"_s}));
        QVERIFY_RESULT(program);
        QTRY_VERIFY_WITH_TIMEOUT(look() && now().awakeReason == u"sleep"_s, 20'000);
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(isUntouched(WorkspaceStatus::Running));
    }

    void whoDoesNotBeatIsTakenForGone()
    {
        const auto sessions = [this](const QString &sql) {
            return await(m_rig->database->run(u"sessions"_s,
                                              [=](clouddb::Transaction &t) { return t.exec(sql); }))
                .value_or(clouddb::Rows{});
        };
        sessions(u"INSERT INTO cloud_workspace_sessions (id, organization_id, workspace_id, "
                 "user_id, client_type, last_heartbeat_at) SELECT gen_random_uuid(), "
                 "organization_id, id, creator_id, 'web', now() - make_interval(secs => age) "
                 "FROM cloud_workspaces, unnest(ARRAY[90, 150]) age"_s);
        QVERIFY_RESULT(await(m_watch->look()));
        const auto left = sessions(u"SELECT last_heartbeat_at < now() - interval '140 seconds' "
                                   "AS is_old FROM cloud_workspace_sessions"_s);
        QCOMPARE(left.rows.size(), 1);
        QVERIFY(!left.first().flag("is_old"_L1));
    }

    void whatBeginsBeforeTheFreezeSavesIt()
    {
        QVERIFY(decideToPause());
        ssh::Connection connection;
        const auto program = await(runInVm(&connection, {u"tail"_s, u"-f"_s, u"/etc/passwd"_s}));
        QVERIFY_RESULT(program);
        // A shell may still be in its place until it prints.
        QVERIFY(QTest::qWaitFor([&] { return !(*program)->takeAll().isEmpty(); }, 20'000));
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
        QCOMPARE(now().awakeReason, u"tail"_s);
        QVERIFY(isRecent(now().lastActiveAt));
        // Its quiet time begins anew.
        QVERIFY(look());
        QVERIFY(isUntouched(WorkspaceStatus::Running));
    }

    void whoWantsThePauseGetsIt()
    {
        QVERIFY(decideToPause());
        ssh::Connection connection;
        const auto program = await(runInVm(&connection, {u"sleep"_s, u"1000"_s}));
        QVERIFY_RESULT(program);
        QVERIFY_RESULT(
            await(m_rig->workspaces->request(m_rig->caller, m_id, domain::WorkspaceEvent::Pause)));
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
    }

    void aGuestThatIsSilentBeforeTheFreezeCallsItOff()
    {
        QVERIFY(decideToPause());
        m_rig->context->links->closeAll();
        m_rig->context->times.activity = std::chrono::milliseconds(100);
        m_rig->provider->questionsHang = true;
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
        m_rig->provider->questionsHang = false;
    }

    void whatALostAttemptHasFrozenIsNotAsked()
    {
        QVERIFY(decideToPause());
        m_rig->context->links->closeAll();
        QVERIFY_RESULT(await(m_rig->provider->pauseVm(now().providerVmId)));
        QVERIFY_RESULT(await(m_rig->database->run(u"job"_s, [](clouddb::Transaction &transaction) {
            return transaction.exec(u"UPDATE jobs SET attempts = 1"_s);
        })));
        const int asked = m_rig->provider->endpointsAsked;
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
        QCOMPARE(m_rig->provider->endpointsAsked, asked);
    }

    void whoKeepsItAwakeIsObeyed()
    {
        QVERIFY(decideToPause());
        QVERIFY_RESULT(await(m_rig->workspaces->keepAwake(m_rig->caller, m_id, {.minutes = 60})));
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(isUntouched(WorkspaceStatus::Running));
        QVERIFY(set(u"keep_awake_until = now() - interval '1 second'"_s));
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
        QVERIFY(!now().keepAwakeUntil.isValid());
    }

    void whoKeepsItAwakeWhileItsGuestIsAskedIsObeyed()
    {
        QVERIFY(decideToPause());
        m_rig->context->links->closeAll();
        m_rig->provider->beforeEndpoint = [this]() -> Task<> {
            const auto kept
                = co_await m_rig->workspaces->keepAwake(m_rig->caller, m_id, {.minutes = 60});
            co_return kept ? Result<>{} : failure(kept);
        };
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
        m_rig->provider->beforeEndpoint = {};
        QVERIFY(now().keepAwakeUntil.isValid());
    }

    void whoHasAPlainVmOpenKeepsItAwake()
    {
        QVERIFY_RESULT(exec(u"UPDATE vms SET guest_problem = 'It has no git.'"_s));
        QVERIFY(look());
        const domain::Presence visit{
            .id = QUuid::createUuid(), .workspaceId = m_id, .userId = m_rig->caller.userId};
        QVERIFY_RESULT(await(m_rig->database->run(u"visit"_s, [&](clouddb::Transaction &t) {
            return clouddb::PresenceStore(t, m_rig->caller.organizationId).connect(visit);
        })));
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(isUntouched(WorkspaceStatus::Running));
        QVERIFY(isRecent(now().lastActiveAt));
        // Who comes right before the freeze, too.
        QVERIFY(decideToPause());
        QVERIFY_RESULT(exec(u"UPDATE cloud_workspace_sessions "
                            "SET last_heartbeat_at = now() + interval '5 seconds'"_s));
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Running));
        QVERIFY_RESULT(exec(u"DELETE FROM cloud_workspace_sessions"_s));
        QVERIFY(look());
        QVERIFY(makeQuiet());
        QVERIFY_RESULT(await(m_watch->look()));
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
    }

    void whatDoesNotAnswerForLongIsToldAndPaused()
    {
        m_rig->context->times.activity = std::chrono::milliseconds(100);
        m_rig->provider->questionsHang = true;
        QVERIFY(look());
        QCOMPARE(now().statusMessage, QString());
        QVERIFY_RESULT(exec(u"UPDATE unanswered_looks SET seconds = 179"_s));
        QVERIFY(look());
        QVERIFY(now().statusMessage.startsWith(u"The VM does not answer."_s));
        QVERIFY(isUntouched(WorkspaceStatus::Running));
        m_rig->provider->questionsHang = false;
        m_rig->context->times.activity = std::chrono::seconds(20);
        QVERIFY(look());
        QCOMPARE(now().statusMessage, QString());
        m_rig->context->links->closeAll();
        m_rig->context->times.activity = std::chrono::milliseconds(100);
        m_rig->provider->questionsHang = true;
        QVERIFY(look());
        QVERIFY_RESULT(exec(u"UPDATE unanswered_looks SET seconds = 1799"_s));
        QVERIFY(look());
        QVERIFY(m_rig->waitFor(m_id, WorkspaceStatus::Paused));
        QVERIFY(now().statusMessage.startsWith(u"Paused because its VM did not answer"_s));
        m_rig->provider->questionsHang = false;
    }

    void backendsShareTheWatch()
    {
        cloud::IdleWatch other(*m_rig->context);
        QVERIFY(look());
        const int asked = m_rig->provider->endpointsAsked;
        m_rig->context->links->closeAll();
        QVERIFY_RESULT(await(other.look()));
        QCOMPARE(m_rig->provider->endpointsAsked, asked);
    }
};

QTEST_GUILESS_MAIN(TestIdle)
#include "tst_idle.moc"

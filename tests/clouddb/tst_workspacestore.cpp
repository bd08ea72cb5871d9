// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/jobqueue.h"
#include "clouddb/presencestore.h"
#include "clouddb/systemstore.h"
#include "support/cloudrows.h"
#include "support/postgres.h"

#include <QTest>

using namespace skybranch;
using namespace skybranch::clouddb;
using domain::PendingAction;
using domain::Placement;
using domain::Workspace;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;
using skybranch::test::await;

class TestWorkspaceStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_rig.start());
        const auto url = m_rig.database();
        QVERIFY_RESULT(url);
        m_url = *url;
    }

    void init()
    {
        m_database = std::make_unique<Database>(m_url);
        const auto rows = test::CloudRows::create(*m_database, QUuid::createUuid().toString());
        QVERIFY_RESULT(rows);
        m_rows = *rows;
    }

    void cleanup() { m_database.reset(); }

    void aWorkspaceComesBackAsItWent()
    {
        Workspace workspace = m_rows.workspace(WorkspaceStatus::Provisioning);
        workspace.step = domain::ProvisioningStep::Cloning;
        workspace.stepDetail = QStringLiteral("4 of 7");
        workspace.seed = domain::SeedSource::Desktop;
        workspace.autoStopMinutes = 45;
        workspace.name = QStringLiteral("Ünïcode '; --");
        const auto inserted = m_rows.insert(*m_database, workspace);
        QVERIFY_RESULT(inserted);
        QVERIFY(inserted->createdAt.isValid());
        workspace.lastActiveAt = inserted->lastActiveAt;
        workspace.statusChangedAt = inserted->statusChangedAt;
        workspace.createdAt = inserted->createdAt;
        workspace.updatedAt = inserted->updatedAt;
        QCOMPARE(*inserted, workspace);
    }

    void theDatabaseRefuses_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::newRow("status") << QStringLiteral("status = 'sleeping'");
        QTest::newRow("pending action") << QStringLiteral("pending_action = 'explode'");
        QTest::newRow("placement") << QStringLiteral("placement = 'shared'");
        QTest::newRow("location") << QStringLiteral("location = 'MOON'");
        QTest::newRow("step") << QStringLiteral("step = 'dancing'");
        QTest::newRow("seed") << QStringLiteral("seed = 'usb'");
        QTest::newRow("empty name") << QStringLiteral("name = ''");
        QTest::newRow("long name") << QStringLiteral("name = repeat('x', 101)");
        QTest::newRow("minutes below") << QStringLiteral("auto_stop_minutes = 4");
        QTest::newRow("minutes above") << QStringLiteral("auto_stop_minutes = 481");
        QTest::newRow("organisation") << QStringLiteral("organization_id = gen_random_uuid()");
        QTest::newRow("repository") << QStringLiteral("repository_id = gen_random_uuid()");
        QTest::newRow("vm") << QStringLiteral("vm_id = gen_random_uuid()");
    }

    void theDatabaseRefuses()
    {
        QFETCH(const QString, assignment);
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        QVERIFY_RESULT(workspace);
        const auto broken
            = runSql(QStringLiteral("UPDATE cloud_workspaces SET %1 WHERE id = ?").arg(assignment),
                     {bind(workspace->id)});
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, ErrorCode::InvalidArgument);
    }

    void otherOrganisationsAreNotThere()
    {
        const auto mine = m_rows.insert(*m_database, m_rows.workspace());
        QVERIFY_RESULT(mine);
        const auto other = test::CloudRows::create(*m_database, QStringLiteral("eve"));
        QVERIFY_RESULT(other);
        const auto asOther = [&](auto work) {
            const auto result = await(m_database->run(
                QStringLiteral("other"), [work, other](Transaction &transaction) -> Result<> {
                    WorkspaceStore store(transaction, other->organization);
                    const auto done = work(store);
                    return done ? Result<>() : failure(done);
                }));
            return result ? ErrorCode::Internal : result.error().code;
        };
        const WorkspaceId id = mine->id;
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.find(id); }), ErrorCode::NotFound);
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.lock(id); }), ErrorCode::NotFound);
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.request(id, WorkspaceEvent::Pause); }),
                 ErrorCode::NotFound);
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.report(id, WorkspaceEvent::Failed); }),
                 ErrorCode::NotFound);
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.touchActive(id); }),
                 ErrorCode::NotFound);
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.setVm(id, {}); }), ErrorCode::NotFound);
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.rename(id, QStringLiteral("x")); }),
                 ErrorCode::NotFound);
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.setAutoStop(id, 60); }),
                 ErrorCode::NotFound);
        Workspace stolen = m_rows.workspace();
        QCOMPARE(asOther([=](WorkspaceStore &s) { return s.insert(stolen); }),
                 ErrorCode::InvalidArgument);
        const auto list = store([](WorkspaceStore &s) { return s.list(10); });
        QVERIFY_RESULT(list);
        QCOMPARE(list->size(), 1);
    }

    void aRequestIsAskedOnceAndJoinedAfterwards()
    {
        const auto workspace = m_rows.insert(*m_database, m_rows.workspace());
        QVERIFY_RESULT(workspace);
        const auto ask = [this, id = workspace->id] {
            return m_database->run(QStringLiteral("pause"), [=, this](Transaction &transaction) {
                return requestWithJob(transaction, id, WorkspaceEvent::Pause);
            });
        };
        std::vector<Task<WorkspaceOutcome>> asked;
        for (int i = 0; i < 4; ++i)
            asked.push_back(ask());
        int joined = 0;
        for (auto &task : asked) {
            const auto outcome = await(std::move(task));
            QVERIFY_RESULT(outcome);
            QCOMPARE(outcome->workspace.pending, PendingAction::Pause);
            joined += outcome->change.joins ? 1 : 0;
        }
        QCOMPARE(joined, 3);
        QCOMPARE(jobCount(workspace->id), 1);
        const auto stop = store([id = workspace->id](WorkspaceStore &s) {
            return s.request(id, WorkspaceEvent::Stop);
        });
        QVERIFY(!stop);
        QCOMPARE(stop.error().code, ErrorCode::Conflict);
    }

    void reportsMoveItAndKeepTheReason()
    {
        const auto workspace
            = m_rows.insert(*m_database, m_rows.workspace(WorkspaceStatus::Provisioning));
        QVERIFY_RESULT(workspace);
        auto outcome = report(workspace->id, WorkspaceEvent::Failed, QStringLiteral("No disk."));
        QCOMPARE(outcome->workspace.status, WorkspaceStatus::Error);
        QCOMPARE(outcome->workspace.statusMessage, QStringLiteral("No disk."));
        outcome = request(workspace->id, WorkspaceEvent::Retry);
        QCOMPARE(outcome->workspace.status, WorkspaceStatus::Provisioning);
        QCOMPARE(outcome->workspace.statusMessage, QString());
        outcome = report(workspace->id, WorkspaceEvent::Provisioned);
        QCOMPARE(outcome->workspace.status, WorkspaceStatus::Running);
        QCOMPARE(outcome->workspace.step, domain::ProvisioningStep::Ready);
        (void)report(workspace->id, WorkspaceEvent::Failed, QStringLiteral("Gone."));
        // It was ready once: now the provider is asked what it is.
        outcome = request(workspace->id, WorkspaceEvent::Retry);
        QCOMPARE(outcome->workspace.status, WorkspaceStatus::Error);
        QCOMPARE(outcome->workspace.pending, PendingAction::Resume);
        QCOMPARE(outcome->workspace.statusMessage, QStringLiteral("Gone."));
    }

    void stepsAreShownWhileProvisioningOnly()
    {
        const auto workspace
            = m_rows.insert(*m_database, m_rows.workspace(WorkspaceStatus::Provisioning));
        QVERIFY_RESULT(workspace);
        const auto step = [&](const QString &detail) {
            return store([=, id = workspace->id](WorkspaceStore &s) {
                return s.setStep(id, domain::ProvisioningStep::Cloning, detail);
            });
        };
        QVERIFY_RESULT(step(QStringLiteral("1 of 2")));
        const auto first = find(workspace->id);
        QVERIFY_RESULT(step(QString(500, QLatin1Char('x'))));
        const auto second = find(workspace->id);
        QVERIFY(first->stepStartedAt.isValid());
        QCOMPARE(second->stepStartedAt, first->stepStartedAt);
        QCOMPARE(second->stepDetail.size(), 200);
        (void)report(workspace->id, WorkspaceEvent::Provisioned);
        const auto late = step(QString());
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Conflict);
    }

    void onlyADeletedReportRemovesRowAndVm_data()
    {
        QTest::addColumn<Placement>("placement");
        QTest::addColumn<int>("vmsLeft");
        QTest::newRow("dedicated") << Placement::Dedicated << 0;
        QTest::newRow("personal") << Placement::Personal << 1;
    }

    void onlyADeletedReportRemovesRowAndVm()
    {
        QFETCH(const Placement, placement);
        QFETCH(const int, vmsLeft);
        const auto vm = m_rows.insertVm(*m_database, placement);
        QVERIFY_RESULT(vm);
        Workspace wanted = m_rows.workspace();
        wanted.vmId = vm->id;
        wanted.placement = placement;
        const auto workspace = m_rows.insert(*m_database, wanted);
        QVERIFY_RESULT(workspace);
        QCOMPARE(workspace->providerType, QStringLiteral("sandbox"));

        QVERIFY(!report(workspace->id, WorkspaceEvent::Deleted));
        QVERIFY_RESULT(request(workspace->id, WorkspaceEvent::Delete));
        QVERIFY_RESULT(find(workspace->id));
        const auto terminated = await(m_database->run(
            QStringLiteral("vm"), [this, id = vm->id](Transaction &transaction) -> Result<> {
                VmStore vms(transaction, m_rows.organization);
                if (auto done = vms.report(id, domain::VmEvent::Gone); !done)
                    return failure(done);
                return vms.removeTerminated(id);
            }));
        QVERIFY(!terminated);
        QCOMPARE(terminated.error().code, ErrorCode::Conflict);

        const auto removed = report(workspace->id, WorkspaceEvent::Deleted);
        QVERIFY_RESULT(removed);
        QVERIFY(removed->change.removed);
        QCOMPARE(find(workspace->id).error().code, ErrorCode::NotFound);
        const auto vms = await(m_database->run(QStringLiteral("vms"), [this](Transaction &t) {
            return VmStore(t, m_rows.organization).list(10);
        }));
        QCOMPARE(vms->size(), vmsLeft);
    }

    void anOrganisationTakesEverythingAlong()
    {
        const auto vm = m_rows.insertVm(*m_database);
        QVERIFY_RESULT(vm);
        Workspace wanted = m_rows.workspace();
        wanted.vmId = vm->id;
        const auto workspace = m_rows.insert(*m_database, wanted);
        QVERIFY_RESULT(workspace);
        QVERIFY_RESULT(request(workspace->id, WorkspaceEvent::Pause));
        QVERIFY_RESULT(await(m_database->run(QStringLiteral("presence"), [&](Transaction &t) {
            return PresenceStore(t, m_rows.organization)
                .connect({.id = QUuid::createUuid(),
                          .workspaceId = workspace->id,
                          .userId = m_rows.user});
        })));
        QVERIFY_RESULT(runSql(QStringLiteral("DELETE FROM organizations WHERE id = ?"),
                              {bind(m_rows.organization)}));
        for (const char *table : {"cloud_workspaces", "vms", "repositories", "jobs", "change_log",
                                  "cloud_workspace_sessions", "memberships", "usage_events"}) {
            const auto left = runSql(QStringLiteral("SELECT 1 FROM %1 WHERE organization_id = ?")
                                         .arg(QLatin1StringView(table)),
                                     {bind(m_rows.organization)});
            QVERIFY_RESULT(left);
            QVERIFY2(left->isEmpty(), table);
        }
    }

    void idleAndLongPausedAreFound()
    {
        const auto idle = m_rows.insert(*m_database, m_rows.workspace());
        const auto busy = m_rows.insert(*m_database, m_rows.workspace());
        const auto paused = m_rows.insert(*m_database, m_rows.workspace(WorkspaceStatus::Paused));
        QVERIFY_RESULT(runSql(QStringLiteral("UPDATE cloud_workspaces SET "
                                             "last_active_at = now() - interval '31 minutes', "
                                             "status_changed_at = now() - interval '25 hours' "
                                             "WHERE organization_id = ?"),
                              {bind(m_rows.organization)}));
        QVERIFY_RESULT(store([id = busy->id](WorkspaceStore &s) { return s.touchActive(id); }));
        const auto found = await(m_database->run(QStringLiteral("idle"), [](Transaction &t) {
            return SystemStore(t).idleWorkspaces(1000);
        }));
        QVERIFY_RESULT(found);
        QVERIFY(contains(*found, idle->id));
        QVERIFY(!contains(*found, busy->id));
        QVERIFY(!contains(*found, paused->id));
        const auto old = await(m_database->run(QStringLiteral("paused"), [](Transaction &t) {
            return SystemStore(t).pausedLongerThan(std::chrono::hours(24), 1000);
        }));
        QVERIFY_RESULT(old);
        QVERIFY(contains(*old, paused->id));
        QVERIFY(!contains(*old, idle->id));
    }

    void whatHasNoJobIsFound()
    {
        const auto lost = m_rows.insert(*m_database, m_rows.workspace());
        const auto fine = m_rows.insert(*m_database, m_rows.workspace());
        QVERIFY_RESULT(request(lost->id, WorkspaceEvent::Pause));
        QVERIFY_RESULT(await(m_database->run(QStringLiteral("pause"), [&](Transaction &t) {
            return requestWithJob(t, fine->id, WorkspaceEvent::Pause);
        })));
        const auto found = await(m_database->run(QStringLiteral("lost"), [](Transaction &t) {
            return SystemStore(t).withoutJob(1000);
        }));
        QVERIFY_RESULT(found);
        QVERIFY(contains(*found, lost->id));
        QVERIFY(!contains(*found, fine->id));
    }

private:
    template <typename Work> std::invoke_result_t<Work, WorkspaceStore &> store(Work work)
    {
        return await(m_database->run(QStringLiteral("store"), [this, work](Transaction &t) {
            WorkspaceStore workspaces(t, m_rows.organization);
            return work(workspaces);
        }));
    }

    Result<Workspace> find(WorkspaceId id)
    {
        return store([id](WorkspaceStore &s) { return s.find(id); });
    }

    Result<WorkspaceOutcome> request(WorkspaceId id, WorkspaceEvent event)
    {
        return store([=](WorkspaceStore &s) { return s.request(id, event); });
    }

    Result<WorkspaceOutcome> report(WorkspaceId id, WorkspaceEvent event, QString message = {})
    {
        return store([=](WorkspaceStore &s) { return s.report(id, event, message); });
    }

    /// As the services do it.
    Result<WorkspaceOutcome> requestWithJob(Transaction &transaction, WorkspaceId id,
                                            WorkspaceEvent event)
    {
        const auto outcome = WorkspaceStore(transaction, m_rows.organization).request(id, event);
        if (!outcome || outcome->change.joins)
            return outcome;
        const auto job = JobQueue::enqueue(
            transaction,
            {.organizationId = m_rows.organization, .workspaceId = id, .kind = name(event)});
        if (!job)
            return failure(job);
        return outcome;
    }

    Result<Rows> runSql(const QString &sql, const QVariantList &bindings)
    {
        return await(m_database->run(QStringLiteral("sql"), [=](Transaction &transaction) {
            return transaction.exec(sql, bindings);
        }));
    }

    qint64 jobCount(WorkspaceId id)
    {
        const auto rows
            = runSql(QStringLiteral("SELECT 1 FROM jobs WHERE workspace_id = ?"), {bind(id)});
        return rows ? rows->rows.size() : -1;
    }

    static bool contains(const QList<Workspace> &workspaces, WorkspaceId id)
    {
        return std::ranges::contains(workspaces, id, &Workspace::id);
    }

    test::PostgresRig m_rig;
    QString m_url;
    std::unique_ptr<Database> m_database;
    test::CloudRows m_rows;
};

QTEST_GUILESS_MAIN(TestWorkspaceStore)
#include "tst_workspacestore.moc"

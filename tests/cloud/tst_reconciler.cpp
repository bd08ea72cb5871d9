// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/changelog.h"
#include "cloudrig.h"

using namespace skybranch;
using namespace skybranch::test;
using namespace Qt::StringLiterals;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

/// What becomes of rows and VMs that do not fit each other.
class TestReconciler : public QObject
{
    Q_OBJECT

private:
    PostgresRig m_postgres;
    GitDaemon m_git;
    std::unique_ptr<CloudRig> m_rig;

    Result<domain::Workspace> create()
    {
        return valueOf(await(m_rig->workspaces->create(m_rig->caller, m_rig->request())));
    }

    Result<domain::Workspace> ask(WorkspaceId id, WorkspaceEvent event)
    {
        return valueOf(await(m_rig->workspaces->request(m_rig->caller, id, event)));
    }

    Result<providers::ProviderVm> strayVm(const QString &tag)
    {
        return await(
            m_rig->provider->createVm({.id = VmId::create(),
                                       .tag = tag,
                                       .hostName = u"stray"_s,
                                       .caPublicKey = m_rig->context->authority.publicKey()},
                                      StopToken()));
    }

    /// A row and then its VM, as the provisioning makes them.
    static Task<> addVm(CloudRig *rig, VmId id)
    {
        const auto row = co_await rig->database->run(u"vm"_s, [=](clouddb::Transaction &t) {
            return clouddb::VmStore(t, rig->caller.organizationId)
                .insert({.id = id,
                         .providerType = u"sandbox"_s,
                         .status = domain::VmStatus::Provisioning},
                        domain::Placement::Dedicated);
        });
        if (!row)
            co_return failure(row);
        const auto made
            = co_await rig->provider->createVm({.id = id,
                                                .tag = rig->tag,
                                                .hostName = u"fresh"_s,
                                                .caPublicKey = rig->context->authority.publicKey()},
                                               StopToken());
        co_return made ? Result<>{} : failure(made);
    }

    Task<> exec(const QString &sql)
    {
        return m_rig->database->run(u"sql"_s, [sql](clouddb::Transaction &transaction) {
            return transaction.exec(sql).transform([](const auto &) { });
        });
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

    void aVmWithoutARowIsReaped()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        const auto stray = strayVm(m_rig->tag);
        QVERIFY_RESULT(stray);
        QCOMPARE(m_rig->vmCount(), 2);
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->vmCount(), 1);
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Running);
    }

    void whatTheProviderSaysIsTaken()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        const QString vm = m_rig->now(made->id)->providerVmId;
        QVERIFY_RESULT(await(m_rig->provider->stopVm(vm)));
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Stopped);
        QVERIFY_RESULT(await(m_rig->provider->deleteVm(vm)));
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        const auto gone = m_rig->now(made->id);
        QCOMPARE(gone->status, WorkspaceStatus::Error);
        QVERIFY(gone->statusMessage.contains(u"The VM is gone"_s));
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Delete));
        QVERIFY(m_rig->waitUntilGone(made->id));
    }

    void aVmLeftInErrorIsFrozenAndARetryGoesOn()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        const QString vm = m_rig->now(made->id)->providerVmId;
        const auto set = [this](const QString &change) {
            return await(
                m_rig->database->run(u"set"_s, [change](clouddb::Transaction &transaction) {
                    return transaction.exec(u"UPDATE cloud_workspaces SET "_s + change);
                }));
        };
        QVERIFY_RESULT(set(u"status = 'error', status_message = 'Pause failed.', "
                           "status_changed_at = now()"_s));
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(await(m_rig->provider->vmStatus(vm)), providers::VmState::Running);
        QVERIFY_RESULT(set(u"status_changed_at = now() - interval '1 day'"_s));
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(await(m_rig->provider->vmStatus(vm)), providers::VmState::Frozen);
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Retry));
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Paused));
    }

    void whatIsRetriedMeanwhileIsNotFrozen()
    {
        const auto one = create();
        const auto other = create();
        QVERIFY_RESULT(one);
        QVERIFY_RESULT(other);
        QVERIFY(m_rig->waitFor(one->id, WorkspaceStatus::Running));
        QVERIFY(m_rig->waitFor(other->id, WorkspaceStatus::Running));
        const auto set = [this](const QString &change) {
            return await(
                m_rig->database->run(u"set"_s, [change](clouddb::Transaction &transaction) {
                    return transaction.exec(u"UPDATE cloud_workspaces SET "_s + change);
                }));
        };
        QVERIFY_RESULT(set(u"status = 'error', status_changed_at = now() - interval '1 day'"_s));
        int paused = 0;
        m_rig->provider->beforePause = [&]() -> Task<> {
            if (++paused > 1)
                co_return Result<>{};
            co_return co_await m_rig->database->run(
                u"retried"_s, [](clouddb::Transaction &transaction) {
                    return transaction.exec(u"UPDATE cloud_workspaces SET status = 'running'"_s)
                        .transform([](const clouddb::Rows &) { });
                });
        };
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(paused, 1);
    }

    void aWorkspaceWithoutAJobGetsOne()
    {
        m_rig->stopJobs();
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(await(m_rig->database->run(u"lose"_s, [](clouddb::Transaction &transaction) {
            return transaction.exec(u"DELETE FROM jobs"_s);
        })));
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        m_rig->startJobs();
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
    }

    void anotherDatabasesVmIsNotTouched()
    {
        const auto foreign = strayVm(u"another"_s);
        QVERIFY_RESULT(foreign);
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(*await(m_rig->provider->vmStatus(foreign->providerVmId)),
                 providers::VmState::Running);
        QVERIFY_RESULT(await(m_rig->provider->deleteVm(foreign->providerVmId)));
    }

    void atAnotherPlaceNothingIsConcludedOrReaped()
    {
        m_rig->provider->placeName = u"here"_s;
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        const QString vm = m_rig->now(made->id)->providerVmId;
        const auto stray = strayVm(m_rig->tag);
        QVERIFY_RESULT(stray);
        QVERIFY_RESULT(await(m_rig->provider->stopVm(vm)));
        m_rig->provider->placeName = u"there"_s;
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Running);
        QCOMPARE(m_rig->vmCount(), 2);
        m_rig->provider->placeName = u"here"_s;
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Stopped);
        QCOMPARE(m_rig->vmCount(), 1);
    }

    void ofAProviderThatIsAwayNothingIsConcluded()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        const QString vm = m_rig->now(made->id)->providerVmId;
        QVERIFY_RESULT(await(m_rig->provider->stopVm(vm)));
        m_rig->provider->isAway = true;
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Running);
        m_rig->provider->isAway = false;
        // It lists, and then does not say how the one is that it lists as stopped.
        m_rig->provider->statusFaults = 1;
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Running);
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Stopped);
    }

    void aVmMadeMeanwhileIsNotReaped()
    {
        m_rig->provider->beforeList = [this] { return addVm(m_rig.get(), VmId::create()); };
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        m_rig->provider->beforeList = {};
        QCOMPARE(m_rig->vmCount(), 1);
    }

    void whatHasChangedMeanwhileStays()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        QVERIFY_RESULT(await(m_rig->provider->stopVm(m_rig->now(made->id)->providerVmId)));
        m_rig->provider->afterStatus = [this] {
            return exec(u"WITH vm AS (UPDATE vms SET status = 'suspended') "
                        "UPDATE cloud_workspaces SET status = 'paused'"_s);
        };
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        m_rig->provider->afterStatus = {};
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Paused);
    }

    void whatAJobWorksOnIsLeftToIt()
    {
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY(m_rig->waitFor(made->id, WorkspaceStatus::Running));
        m_rig->stopJobs();
        QVERIFY_RESULT(await(m_rig->provider->stopVm(m_rig->now(made->id)->providerVmId)));
        QVERIFY_RESULT(ask(made->id, WorkspaceEvent::Pause));
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        QCOMPARE(m_rig->now(made->id)->status, WorkspaceStatus::Running);
        QCOMPARE(m_rig->now(made->id)->pending, domain::PendingAction::Pause);
    }

    void backendsThatLookAtOnceAddOneJob()
    {
        m_rig->stopJobs();
        const auto made = create();
        QVERIFY_RESULT(made);
        const auto sql = [this](const QString &text) {
            return await(m_rig->database->run(u"sql"_s, [text](clouddb::Transaction &transaction) {
                return transaction.exec(text);
            }));
        };
        QVERIFY_RESULT(sql(u"DELETE FROM jobs"_s));
        std::vector<Task<>> looks;
        std::vector<std::unique_ptr<cloud::Reconciler>> reconcilers;
        for (int i = 0; i < 4; ++i) {
            reconcilers.push_back(std::make_unique<cloud::Reconciler>(*m_rig->context));
            looks.push_back(reconcilers.back()->reconcile());
        }
        for (Task<> &look : looks)
            QVERIFY_RESULT(await(std::move(look)));
        QCOMPARE(sql(u"SELECT id FROM jobs"_s)->rows.size(), 1);
    }

    void oldChangesAreThrownAway()
    {
        const auto sql = [this](const QString &text) {
            return await(m_rig->database->run(u"sql"_s, [text](clouddb::Transaction &transaction) {
                return transaction.exec(text);
            }));
        };
        clouddb::ChangeLog log(*m_rig->database);
        const auto before = await(log.head(m_rig->caller.organizationId));
        QVERIFY_RESULT(before);
        QVERIFY_RESULT(sql(u"UPDATE change_log SET created_at = now() - interval '9 days'"_s));
        const auto made = create();
        QVERIFY_RESULT(made);
        QVERIFY_RESULT(await(m_rig->reconciler->reconcile()));
        const auto left = sql(u"SELECT min(seq) AS first FROM change_log"_s);
        QVERIFY(left->first().number("first"_L1) > *before);
        const auto old = await(log.since(m_rig->caller.organizationId,
                                         clouddb::LoggedTable::CloudWorkspaces, *before - 1));
        QCOMPARE(old.error().code, ErrorCode::Conflict);
        QVERIFY_RESULT(await(log.since(m_rig->caller.organizationId,
                                       clouddb::LoggedTable::CloudWorkspaces, *before)));
    }
};

QTEST_GUILESS_MAIN(TestReconciler)
#include "tst_reconciler.moc"

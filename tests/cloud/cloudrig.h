// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/jobs.h"
#include "cloud/reconciler.h"
#include "cloud/workspaceservice.h"
#include "clouddb/jobqueue.h"
#include "clouddb/notifications.h"
#include "providers/sandbox/sandboxprovider.h"
#include "support/cloudrows.h"
#include "support/gitdaemon.h"
#include "support/postgres.h"

#include <QCoreApplication>

#include <functional>
#include <vector>

namespace skybranch::test {

/// A real provider, with faults that a test asks for.
class FaultyProvider final : public providers::CloudProvider
{
public:
    explicit FaultyProvider(std::unique_ptr<providers::CloudProvider> real)
        : m_real(std::move(real))
    {
    }

    int createFaults = 0; ///< so many calls fail, after the VM was made
    int deleteFaults = 0;
    bool hangs = false; ///< pause, resume and stop do not answer
    bool questionsHang = false; ///< nor does it say where a VM is
    int endpointsAsked = 0;
    bool isAway = false; ///< it lists nothing
    QString placeName; ///< where it says that its VMs are
    int statusFaults = 0; ///< so many questions for one VM fail
    std::function<Task<>()> beforeEndpoint; ///< happens when it is asked how to reach a VM
    std::function<Task<>()> beforePause;
    std::function<Task<>()> afterCreate; ///< what happens between a VM and the answer that it is
    std::function<Task<>()> beforeList;
    std::function<Task<>()> afterStatus; ///< what happens before anybody hears how a VM is

    QString type() const override { return m_real->type(); }
    providers::Capabilities capabilities() const override { return m_real->capabilities(); }
    Task<> check() override { return m_real->check(); }
    Task<QString> place() override { co_return QString(placeName); }
    Task<providers::ProviderVm> createVm(providers::VmSpec spec, StopToken stop) override
    {
        auto made = co_await m_real->createVm(spec, stop);
        if (afterCreate)
            (void)co_await afterCreate();
        if (createFaults > 0) {
            --createFaults;
            co_return failure(ErrorCode::Unavailable, fault());
        }
        co_return made;
    }
    Task<> pauseVm(QString id) override
    {
        if (beforePause)
            (void)co_await beforePause();
        co_return co_await (hangs ? hang() : m_real->pauseVm(id));
    }
    Task<> resumeVm(QString id) override { return hangs ? hang() : m_real->resumeVm(id); }
    Task<> stopVm(QString id) override { return hangs ? hang() : m_real->stopVm(id); }
    Task<> deleteVm(QString id) override
    {
        if (deleteFaults > 0) {
            --deleteFaults;
            co_return failure(ErrorCode::Unavailable, fault());
        }
        co_return co_await m_real->deleteVm(id);
    }
    Task<providers::VmState> vmStatus(QString id) override
    {
        if (statusFaults > 0) {
            --statusFaults;
            co_return failure(ErrorCode::Unavailable, fault());
        }
        auto status = co_await m_real->vmStatus(id);
        if (afterStatus)
            (void)co_await afterStatus();
        co_return status;
    }
    Task<QList<providers::ProviderVm>> listVms(QString tag) override
    {
        if (isAway)
            co_return failure(ErrorCode::Unavailable, fault());
        if (beforeList)
            (void)co_await beforeList();
        co_return co_await m_real->listVms(tag);
    }
    Task<providers::SshEndpoint> sshEndpoint(QString id) override
    {
        ++endpointsAsked;
        if (beforeEndpoint)
            (void)co_await beforeEndpoint();
        if (questionsHang)
            co_return failure(co_await hang());
        co_return co_await m_real->sshEndpoint(id);
    }

    static QString fault() { return QStringLiteral("The provider is away. Try again later."); }

private:
    /// Ends only with this provider, and then with Cancelled: nothing of it may be used after.
    Task<> hang()
    {
        auto never = m_hanging.emplace_back().wait();
        co_return co_await never;
    }

    std::vector<Completion<>> m_hanging; ///< one for each call, because each has one waiter
    std::unique_ptr<providers::CloudProvider> m_real;
};

/// The whole cloud in this process, with real VMs and a real database, without HTTP.
class CloudRig
{
public:
    /// With the sandbox, or VMs of @p real.
    Result<> start(PostgresRig &postgres, const GitDaemon &git,
                   std::unique_ptr<providers::CloudProvider> real = {})
    {
        if (!real)
            real = std::make_unique<providers::SandboxProvider>(
                folder.path(),
                QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch-guest"));
        auto url = postgres.database();
        if (!url)
            return failure(url);
        database = std::make_unique<clouddb::Database>(*url);
        auto rows = CloudRows::create(*database);
        if (!rows)
            return failure(rows);
        caller = {rows->user, rows->organization, domain::Role::Member};
        const auto authority
            = await(cloud::CertificateAuthority::open(folder.filePath(QStringLiteral("ca"))));
        if (!authority)
            return failure(authority);
        auto faulty = std::make_unique<FaultyProvider>(std::move(real));
        provider = faulty.get();
        providers.add(std::move(faulty));
        context = std::make_unique<cloud::CloudContext>(*database, providers, *authority, tag);
        workspaces = std::make_unique<cloud::WorkspaceService>(*context);
        reconciler = std::make_unique<cloud::Reconciler>(*context);
        startJobs();
        notifications = std::make_unique<clouddb::Notifications>(
            *url, QStringList{QString(clouddb::jobsChannel)});
        QObject::connect(notifications.get(), &clouddb::Notifications::notified,
                         notifications.get(), [this] {
                             if (jobs)
                                 jobs->wake();
                         });
        return addRepository(git.url());
    }

    ~CloudRig()
    {
        stopJobs();
        if (!provider)
            return;
        const auto left = await(provider->listVms(tag));
        for (const auto &vm : left.value_or(QList<providers::ProviderVm>()))
            (void)await(provider->deleteVm(vm.providerVmId));
    }

    void startJobs(int atOnce = cloud::JobRunner::Options().atOnce)
    {
        jobs = std::make_unique<cloud::JobRunner>(
            *database, cloud::jobHandler(*context),
            cloud::JobRunner::Options{.owner = QStringLiteral("test"), .atOnce = atOnce});
        jobs->start();
    }

    void stopJobs()
    {
        if (jobs)
            (void)await(jobs->stop());
        jobs.reset();
    }

    wire::CreateWorkspace request(domain::SeedSource seed = domain::SeedSource::Remote) const
    {
        return {.repositoryId = repository,
                .name = QStringLiteral("Fix the cart"),
                .branch = QStringLiteral("topic"),
                .seed = seed};
    }

    /// As it is now; nullopt when it has gone.
    std::optional<domain::Workspace> now(WorkspaceId id)
    {
        const auto workspace = await(workspaces->get(caller, id));
        return workspace ? std::optional(*workspace) : std::nullopt;
    }

    bool waitFor(WorkspaceId id, domain::WorkspaceStatus status)
    {
        return QTest::qWaitFor(
            [&] {
                const auto workspace = now(id);
                return workspace && workspace->status == status
                    && workspace->pending == domain::PendingAction::None;
            },
            60'000);
    }

    bool waitUntilGone(WorkspaceId id)
    {
        return QTest::qWaitFor([&] { return !now(id); }, 60'000);
    }

    qsizetype vmCount()
    {
        const auto vms = await(provider->listVms(tag));
        return vms ? vms->size() : -1;
    }

    const QString tag = QStringLiteral("test-") + VmId::create().toString(); ///< engines are shared
    QTemporaryDir folder;
    cloud::Caller caller;
    RepositoryId repository;
    FaultyProvider *provider = nullptr;
    std::unique_ptr<clouddb::Database> database;
    cloud::ProviderSet providers;
    std::unique_ptr<cloud::CloudContext> context;
    std::unique_ptr<cloud::WorkspaceService> workspaces;
    std::unique_ptr<cloud::Reconciler> reconciler;
    std::unique_ptr<cloud::JobRunner> jobs;
    std::unique_ptr<clouddb::Notifications> notifications;

private:
    Result<> addRepository(const QString &url)
    {
        const auto added = await(database->run(
            QStringLiteral("repository"), [this, url](clouddb::Transaction &transaction) {
                return clouddb::RepositoryStore(transaction, caller.organizationId)
                    .findOrCreate(url);
            }));
        if (!added)
            return failure(added);
        repository = added->value.id;
        return {};
    }
};

} // namespace skybranch::test

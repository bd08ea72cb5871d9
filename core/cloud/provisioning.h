// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "cloud/jobrunner.h"
#include "domain/vm.h"
#include "domain/workspace.h"
#include "wire/guestrpc.h"

#include <QElapsedTimer>

namespace skybranch::cloud {

class GuestConnection;

/// Makes a workspace ready: a VM, a guest that answers, the repository. Each step can be done
/// again, so a job that a killed backend had begun goes on where it was.
class Provisioning
{
public:
    Provisioning(CloudContext &context, clouddb::Job job, StopToken stop)
        : m_context(context)
        , m_job(std::move(job))
        , m_stop(std::move(stop))
    {
    }

    /// Running, or Error with the reason. The object must outlive the task.
    QCoro::Task<JobEnding> run();

private:
    Task<> provision();
    Task<> ensureRow();
    Task<> createVm();
    Task<> storeSize(QString size);
    Task<> storeVm(QString providerVmId, QStringList hostKeys);
    Task<> ensureRunning(providers::ProviderVm made);
    Task<> waitForGuest();
    Task<> reachGuest();
    Task<> sendGuest(providers::SshEndpoint endpoint);
    Task<> fillRepository();
    Task<> cloneFromRemote();
    Task<> waitForDesktop();
    Task<> repositoryPresent(std::chrono::milliseconds time);
    Task<> enter(domain::ProvisioningStep step);
    Task<domain::Workspace> reload();
    QCoro::Task<JobEnding> endEarly();
    void showProgress(const wire::Progress &progress);
    template <typename T> Task<T> asked(Task<T> task);
    template <typename Work>
    auto write(QString name, Work work)
        -> Task<typename std::invoke_result_t<Work, clouddb::Transaction &>::value_type>;

    CloudContext &m_context;
    clouddb::Job m_job;
    StopToken m_stop;
    domain::Workspace m_workspace;
    domain::Vm m_vm;
    providers::CloudProvider *m_provider = nullptr;
    std::shared_ptr<GuestConnection> m_connection;
    QElapsedTimer m_sinceProgress;
    bool m_databaseFailed = false; ///< not the workspace's fault: to be tried again
    bool m_isWanted = true; ///< false: it is provisioned, or is to go
};

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "cloud/jobrunner.h"
#include "domain/vmmachine.h"
#include "domain/workspacemachine.h"

namespace skybranch::cloud {

/// Pauses, resumes, stops, deletes or asks about the VM of one workspace.
class VmJob
{
public:
    VmJob(CloudContext &context, clouddb::Job job, StopToken stop)
        : m_context(context)
        , m_job(std::move(job))
        , m_stop(std::move(stop))
    {
    }

    /// What the provider has confirmed, or Error with the reason. The object outlives the task.
    QCoro::Task<JobEnding> run();

private:
    struct Reports
    {
        domain::WorkspaceEvent workspace;
        domain::VmEvent vm;
    };

    Task<> load();
    QCoro::Task<JobEnding> act();
    QCoro::Task<std::optional<JobEnding>> calledOff();
    JobEnding callingOff(std::optional<QString> work) const;
    QCoro::Task<JobEnding> remove();
    QCoro::Task<JobEnding> probe();
    Task<> removeAll();
    Task<QStringList> providerVms();
    JobEnding reporting(Reports reports, QString message = {}) const;
    JobEnding failed(const Error &error) const;
    JobEnding notDeletedYet(const Error &error) const;
    static JobEnding givenBack();
    template <typename T> Task<T> bounded(QString what, Task<T> task);
    Error late(const QString &what) const;

    CloudContext &m_context;
    clouddb::Job m_job;
    StopToken m_stop;
    domain::Workspace m_workspace;
    domain::Vm m_vm; ///< with a null id: there is none
    providers::CloudProvider *m_provider = nullptr;
};

} // namespace skybranch::cloud

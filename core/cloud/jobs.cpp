// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/jobs.h"

#include "cloud/provisioning.h"
#include "cloud/vmjob.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using domain::PendingAction;
using domain::WorkspaceStatus;

QCoro::Task<JobEnding> provision(CloudContext &context, clouddb::Job job, StopToken stop)
{
    Provisioning provisioning(context, std::move(job), std::move(stop));
    co_return co_await provisioning.run();
}

QCoro::Task<JobEnding> handleVm(CloudContext &context, clouddb::Job job, StopToken stop)
{
    VmJob vmJob(context, std::move(job), std::move(stop));
    co_return co_await vmJob.run();
}

} // namespace

std::optional<QLatin1StringView> jobFor(WorkspaceStatus status, PendingAction pending)
{
    switch (pending) {
    case PendingAction::Delete:
    case PendingAction::Cancel:
        return jobkind::remove;
    case PendingAction::Pause:
        return jobkind::pause;
    case PendingAction::Stop:
        return jobkind::stop;
    case PendingAction::Resume:
        return status == WorkspaceStatus::Error ? jobkind::probe : jobkind::resume;
    case PendingAction::None:
        break;
    }
    if (status == WorkspaceStatus::Provisioning)
        return jobkind::provision;
    return std::nullopt;
}

Result<> enqueueFor(clouddb::Transaction &transaction, const domain::Workspace &workspace,
                    const QJsonObject &payload)
{
    const auto kind = jobFor(workspace.status, workspace.pending);
    if (!kind)
        return {};
    const auto id = clouddb::JobQueue::enqueue(transaction,
                                               {.organizationId = workspace.organizationId,
                                                .workspaceId = workspace.id,
                                                .kind = *kind,
                                                .payload = payload});
    return id ? Result<>{} : failure(id);
}

JobHandler jobHandler(CloudContext &context)
{
    return [&context](clouddb::Job job, StopToken stop) {
        return job.kind == jobkind::provision ? provision(context, std::move(job), std::move(stop))
                                              : handleVm(context, std::move(job), std::move(stop));
    };
}

} // namespace skybranch::cloud

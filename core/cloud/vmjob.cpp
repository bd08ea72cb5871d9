// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/vmjob.h"

#include "base/log.h"
#include "cloud/jobs.h"
#include "cloud/names.h"
#include "cloud/vmactivity.h"
#include "cloud/within.h"
#include "clouddb/systemstore.h"
#include "clouddb/vmstore.h"
#include "clouddb/watchstore.h"
#include "clouddb/workspacestore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using domain::VmEvent;
using domain::WorkspaceEvent;
using providers::VmState;

constexpr std::chrono::milliseconds afterDatabaseTrouble{2'000};
constexpr std::chrono::milliseconds whileStarting{5'000};
constexpr std::chrono::seconds longestDeleteRetry{300};

struct Loaded
{
    domain::Workspace workspace;
    domain::Vm vm;
};

QString goneSentence()
{
    return u"The VM is gone. What was pushed is safe; delete this workspace and enable cloud "
           "again."_s;
}

} // namespace

/// What the provider answers in time, unless this job is to end before.
template <typename T> Task<T> VmJob::bounded(QString what, Task<T> task)
{
    co_return co_await within(m_context.times.vmAction, late(what), std::move(task), m_stop);
}

JobEnding VmJob::givenBack()
{
    return {.again = std::chrono::milliseconds(0), .reason = u"Stopped."_s};
}

QCoro::Task<JobEnding> VmJob::run()
{
    const auto loaded = co_await load();
    if (!loaded && loaded.error().code == ErrorCode::NotFound)
        co_return JobEnding{};
    if (!loaded)
        co_return JobEnding{.again = afterDatabaseTrouble, .reason = describe(loaded.error())};
    // Something else has been asked for meanwhile, and has a job of its own.
    if (jobFor(m_workspace.status, m_workspace.pending) != m_job.kind)
        co_return JobEnding{};
    if (m_job.kind == jobkind::remove)
        co_return co_await remove();
    if (m_vm.providerVmId.isEmpty())
        co_return reporting({WorkspaceEvent::Failed, VmEvent::Failed},
                            u"There is no VM. Delete this workspace and enable cloud again."_s);
    if (m_job.kind == jobkind::probe)
        co_return co_await probe();
    co_return co_await act();
}

Task<> VmJob::load()
{
    const auto loaded = co_await m_context.database.run(
        u"vmjob.load"_s, [job = m_job](clouddb::Transaction &transaction) -> Result<Loaded> {
            const auto workspace = clouddb::SystemStore(transaction).findWorkspace(job.workspaceId);
            if (!workspace)
                return failure(workspace);
            if (workspace->vmId.isNull())
                return Loaded{*workspace, {}};
            const auto vm = clouddb::VmStore(transaction, job.organizationId).find(workspace->vmId);
            if (!vm)
                return failure(vm);
            return Loaded{*workspace, *vm};
        });
    if (!loaded)
        co_return failure(loaded);
    m_workspace = loaded->workspace;
    m_vm = loaded->vm;
    if (m_vm.id.isNull())
        co_return Result<>{};
    const auto provider = m_context.providers.find(m_vm.providerType);
    if (!provider)
        co_return failure(ErrorCode::Unavailable, provider.error().message);
    m_provider = *provider;
    co_return Result<>{};
}

QCoro::Task<JobEnding> VmJob::act()
{
    const bool pauses = m_job.kind == jobkind::pause;
    const bool resumes = m_job.kind == jobkind::resume;
    const QString id = m_vm.providerVmId;
    const QString reason = m_job.payload.value("reason"_L1).toString();
    if (pauses && m_job.payload.contains(clouddb::seenPayload)) {
        if (auto ending = co_await calledOff())
            co_return *ending;
    }
    m_context.links->close(m_vm.id);
    const auto done = co_await bounded(pauses        ? u"paused"_s
                                           : resumes ? u"resumed"_s
                                                     : u"stopped"_s,
                                       pauses        ? m_provider->pauseVm(id)
                                           : resumes ? m_provider->resumeVm(id)
                                                     : m_provider->stopVm(id));
    if (!done && m_stop.stop_requested())
        co_return givenBack();
    if (!done)
        co_return failed(done.error());
    if (pauses)
        co_return reporting({WorkspaceEvent::Paused, VmEvent::Suspended}, reason);
    if (resumes)
        co_return reporting({WorkspaceEvent::Resumed, VmEvent::Resumed});
    co_return reporting({WorkspaceEvent::Stopped, VmEvent::Stopped}, reason);
}

/// Asks once more, right before the freeze, whether nothing goes on: something may have begun since
/// the watch looked. Nothing: it is to be frozen.
QCoro::Task<std::optional<JobEnding>> VmJob::calledOff()
{
    // An attempt that was lost may have frozen it already; then it must not be asked.
    if (m_job.attempt > 1) {
        const auto state = co_await bounded(u"asked"_s, m_provider->vmStatus(m_vm.providerVmId));
        if (!state || *state != VmState::Running)
            co_return std::nullopt;
    }
    const auto now = co_await askActivity(m_context, m_provider, m_vm, m_stop);
    if (m_stop.stop_requested())
        co_return givenBack();
    // Nothing is concluded about work in a VM that does not answer.
    if (!now)
        co_return callingOff(std::nullopt);
    const auto seen
        = wire::Activity::fromJson(m_job.payload.value(clouddb::seenPayload).toObject());
    const auto work
        = whatGoesOn(*now, {seen ? std::optional(*seen) : std::nullopt, m_job.createdAt},
                     m_context.times.busyPercent);
    // Last, because somebody may ask for it while its guest is asked.
    const auto kept = co_await m_context.database.run(
        u"vmjob.kept"_s, [workspace = m_workspace](clouddb::Transaction &transaction) {
            return clouddb::WatchStore(transaction).isKeptAwake(workspace);
        });
    if (!kept)
        co_return JobEnding{.again = afterDatabaseTrouble, .reason = describe(kept.error())};
    if (work || *kept)
        co_return callingOff(work);
    co_return std::nullopt;
}

/// It goes on running, with @p work as its reason, unless somebody wants the pause by now: their
/// job is the next.
JobEnding VmJob::callingOff(std::optional<QString> work) const
{
    return {.write = [job = m_job, work](clouddb::Transaction &transaction) -> Result<> {
        clouddb::WorkspaceStore workspaces(transaction, job.organizationId);
        const auto workspace = workspaces.lock(job.workspaceId);
        if (!workspace)
            return failure(workspace);
        clouddb::WatchStore watch(transaction);
        const auto wanted = watch.isPauseWanted(*workspace);
        if (!wanted || *wanted)
            return wanted ? Result<>{} : failure(wanted);
        const auto goesOn = workspaces.report(workspace->id, WorkspaceEvent::Resumed);
        if (!goesOn)
            return failure(goesOn);
        return work ? watch.noteActive(*workspace, *work) : Result<>{};
    }};
}

QCoro::Task<JobEnding> VmJob::probe()
{
    const auto state = co_await bounded(u"asked"_s, m_provider->vmStatus(m_vm.providerVmId));
    if (!state && m_stop.stop_requested())
        co_return givenBack();
    if (!state)
        co_return failed(state.error());
    switch (*state) {
    case VmState::Running:
        co_return reporting({WorkspaceEvent::Resumed, VmEvent::Resumed});
    case VmState::Frozen:
        co_return reporting({WorkspaceEvent::Paused, VmEvent::Suspended});
    case VmState::Stopped:
        co_return reporting({WorkspaceEvent::Stopped, VmEvent::Stopped});
    case VmState::Missing:
        co_return reporting({WorkspaceEvent::Failed, VmEvent::Gone}, goneSentence());
    case VmState::Failed:
        co_return reporting({WorkspaceEvent::Failed, VmEvent::Failed},
                            u"The provider says that the VM has failed. Delete this workspace "
                            "and enable cloud again."_s);
    case VmState::Starting:
        break;
    }
    co_return JobEnding{.again = whileStarting, .reason = u"The VM is starting."_s};
}

QCoro::Task<JobEnding> VmJob::remove()
{
    if (!m_vm.id.isNull()) {
        const auto removed = co_await removeAll();
        if (!removed)
            co_return notDeletedYet(removed.error());
    }
    co_return JobEnding{.write = [job = m_job](clouddb::Transaction &transaction) -> Result<> {
        const auto outcome = clouddb::WorkspaceStore(transaction, job.organizationId)
                                 .report(job.workspaceId, WorkspaceEvent::Deleted);
        return outcome ? Result<>{} : failure(outcome);
    }};
}

Task<> VmJob::removeAll()
{
    m_context.links->close(m_vm.id);
    const auto ids = co_await providerVms();
    if (!ids)
        co_return failure(ids);
    for (const QString &id : *ids) {
        const auto deleted = co_await bounded(u"deleted"_s, m_provider->deleteVm(id));
        if (!deleted)
            co_return deleted;
    }
    co_return Result<>{};
}

/// The VM that the row names; where it names none yet, whatever the provider made for it.
Task<QStringList> VmJob::providerVms()
{
    if (!m_vm.providerVmId.isEmpty())
        co_return QStringList{m_vm.providerVmId};
    const auto listed = co_await bounded(u"found"_s, m_provider->listVms(m_context.tag));
    if (!listed)
        co_return failure(listed);
    QStringList ids;
    for (const providers::ProviderVm &vm : *listed) {
        if (vm.id == m_vm.id)
            ids.append(vm.providerVmId);
    }
    co_return ids;
}

JobEnding VmJob::reporting(Reports reports, QString message) const
{
    // Where it runs, what it lacks is said.
    if (reports.workspace == WorkspaceEvent::Resumed && message.isEmpty())
        message = m_vm.guestProblem;
    return {.write = [job = m_job, vm = m_vm.id, reports,
                      message](clouddb::Transaction &transaction) -> Result<> {
        const auto outcome = clouddb::WorkspaceStore(transaction, job.organizationId)
                                 .report(job.workspaceId, reports.workspace, message);
        if (!outcome)
            return failure(outcome);
        if (vm.isNull())
            return {};
        const auto reported
            = clouddb::VmStore(transaction, job.organizationId).report(vm, reports.vm);
        return reported ? Result<>{} : failure(reported);
    }};
}

JobEnding VmJob::failed(const Error &error) const
{
    if (error.code == ErrorCode::NotFound)
        return reporting({WorkspaceEvent::Failed, VmEvent::Gone}, goneSentence());
    return {.write = [job = m_job, error](clouddb::Transaction &transaction) -> Result<> {
        const QString message = u"\"%1\" did not work. %2 Retry asks the VM how it is."_s.arg(
            job.kind, error.message);
        const auto outcome = clouddb::WorkspaceStore(transaction, job.organizationId)
                                 .report(job.workspaceId, WorkspaceEvent::Failed, message);
        return outcome ? Result<>{} : failure(outcome);
    }};
}

/// The row stays, says why, and the job comes again: the VM is never forgotten.
JobEnding VmJob::notDeletedYet(const Error &error) const
{
    if (m_stop.stop_requested())
        return givenBack();
    const std::chrono::seconds wait
        = std::min(std::chrono::seconds(1LL << std::min(m_job.attempt, 20)), longestDeleteRetry);
    const auto write = [job = m_job, error](clouddb::Transaction &transaction) -> Result<> {
        const auto outcome
            = clouddb::WorkspaceStore(transaction, job.organizationId)
                  .report(
                      job.workspaceId, WorkspaceEvent::Failed,
                      u"The VM could not be deleted yet; this is tried again by itself. %1"_s.arg(
                          error.message));
        return outcome ? Result<>{} : failure(outcome);
    };
    return {.write = write, .again = wait, .reason = describe(error)};
}

Error VmJob::late(const QString &what) const
{
    return {ErrorCode::Timeout,
            u"The VM could not be %1 within %2 s."_s.arg(what).arg(
                std::chrono::ceil<std::chrono::seconds>(m_context.times.vmAction).count()),
            {}};
}

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/workspaceservice.h"

#include "cloud/access.h"
#include "cloud/guestconnection.h"
#include "cloud/jobs.h"
#include "cloud/within.h"
#include "clouddb/limitstore.h"
#include "clouddb/vmstore.h"
#include "clouddb/watchstore.h"
#include "clouddb/workspacestore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using clouddb::Transaction;
using clouddb::WorkspaceStore;
using domain::Workspace;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

constexpr int maxListed = 1000;

bool waitsForDesktop(const Workspace &workspace)
{
    return workspace.status == WorkspaceStatus::Provisioning
        && workspace.pending == domain::PendingAction::None
        && workspace.step == domain::ProvisioningStep::Cloning
        && workspace.seed == domain::SeedSource::Desktop;
}

std::unexpected<Error> notReachable(const Workspace &workspace)
{
    return failure(ErrorCode::Conflict,
                   u"The workspace is %1, so its VM can not be reached. %2"_s.arg(
                       domain::name(workspace.status),
                       workspace.status == WorkspaceStatus::Paused
                               || workspace.status == WorkspaceStatus::Stopped
                           ? u"Resume it first."_s
                           : u"Wait until it is running."_s));
}

Right rightFor(WorkspaceEvent event)
{
    return event == WorkspaceEvent::Resume || event == WorkspaceEvent::Retry ? Right::Use
                                                                             : Right::End;
}

/// A pause that the watch has asked for is called off when something goes on; one that somebody
/// wants is not.
Result<WrittenWorkspace> joined(Transaction &transaction, const Workspace &workspace,
                                WorkspaceEvent event)
{
    if (event != WorkspaceEvent::Pause)
        return WrittenWorkspace{workspace, {}};
    const auto onlyIdle = clouddb::WatchStore(transaction).isPausedForIdleOnly(workspace);
    if (!onlyIdle)
        return failure(onlyIdle);
    if (*onlyIdle) {
        if (auto queued = enqueueFor(transaction, workspace); !queued)
            return failure(queued);
    }
    return WrittenWorkspace{workspace, {}};
}

/// Where an event has changed something, its job comes with it.
Result<WrittenWorkspace> ask(Transaction &transaction, const Caller &caller, WorkspaceId id,
                             WorkspaceEvent event)
{
    if (auto mine = allowedAndLocked(transaction, caller, id, rightFor(event)); !mine)
        return failure(mine);
    auto outcome = WorkspaceStore(transaction, caller.organizationId).request(id, event);
    if (!outcome)
        return failure(outcome);
    if (outcome->change.joins)
        return joined(transaction, outcome->workspace, event);
    if (event == WorkspaceEvent::Resume || event == WorkspaceEvent::Retry) {
        clouddb::LimitStore limits(transaction, caller.organizationId);
        if (auto room = limits.checkRoom(id); !room)
            return failure(room);
    }
    if (auto queued = enqueueFor(transaction, outcome->workspace); !queued)
        return failure(queued);
    return transaction.written(outcome->workspace);
}

QString guestProgramOf(const domain::Vm &vm)
{
    if (!vm.guestProblem.isEmpty())
        return {};
    return vm.guestProgram.isEmpty() ? QString(wire::guestProgram) : vm.guestProgram;
}

bool isAnswerTo(const Caller &caller, const wire::CreateWorkspace &request,
                const Workspace &workspace)
{
    return workspace.creatorId == caller.userId && workspace.repositoryId == request.repositoryId
        && workspace.branch == request.branch && workspace.name == request.name;
}

} // namespace

Task<providers::SshEndpoint> WorkspaceService::endpointOf(domain::Vm vm)
{
    const auto provider = m_context.providers.find(vm.providerType);
    if (!provider)
        co_return failure(provider);
    const Error late{
        ErrorCode::Timeout, u"The provider does not say where the VM is. Try again later."_s, {}};
    co_return co_await within(m_context.times.ask, late, (*provider)->sshEndpoint(vm.providerVmId));
}

Task<WrittenWorkspace> WorkspaceService::create(Caller caller, wire::CreateWorkspace request)
{
    const auto provider = m_context.providers.find(request.provider);
    if (!provider)
        co_return failure(provider);
    if (request.placement == domain::Placement::Personal)
        co_return failure(ErrorCode::InvalidArgument,
                          u"The field \"placement\" must be \"dedicated\": this backend makes no "
                          "personal VMs."_s);
    co_return co_await m_context.database.run(
        u"workspace.create"_s,
        [caller, request,
         type = (*provider)->type()](Transaction &transaction) -> Result<WrittenWorkspace> {
            WorkspaceStore store(transaction, caller.organizationId);
            // The same question once more, after a lost answer.
            if (!request.id.isNull()) {
                auto made = store.find(request.id);
                if (made && isAnswerTo(caller, request, *made))
                    return WrittenWorkspace{*made, {}};
            }
            clouddb::LimitStore limits(transaction, caller.organizationId);
            if (auto room = limits.checkRoom(); !room)
                return failure(room);
            auto workspace
                = store.insert({.id = request.id.isNull() ? WorkspaceId::create() : request.id,
                                .organizationId = caller.organizationId,
                                .repositoryId = request.repositoryId,
                                .creatorId = caller.userId,
                                .placement = request.placement,
                                .name = request.name,
                                .branch = request.branch,
                                .seed = request.seed,
                                .autoStopMinutes = request.autoStopMinutes});
            if (!workspace)
                return failure(workspace);
            if (auto queued = enqueueFor(transaction, *workspace, {{u"provider"_s, type}}); !queued)
                return failure(queued);
            return transaction.written(*workspace);
        });
}

Task<QList<Workspace>> WorkspaceService::list(Caller caller)
{
    co_return co_await m_context.database.run(
        u"workspace.list"_s,
        [caller](Transaction &transaction) {
            return WorkspaceStore(transaction, caller.organizationId).list(maxListed);
        },
        clouddb::Isolation::OneRead);
}

Task<Workspace> WorkspaceService::get(Caller caller, WorkspaceId id)
{
    co_return co_await m_context.database.run(
        u"workspace.get"_s,
        [caller, id](Transaction &transaction) {
            return allowed(transaction, caller, id, Right::See);
        },
        clouddb::Isolation::OneRead);
}

Task<WrittenWorkspace> WorkspaceService::patch(Caller caller, WorkspaceId id,
                                               wire::PatchWorkspace request)
{
    co_return co_await m_context.database.run(
        u"workspace.patch"_s,
        [caller, id, request](Transaction &transaction) -> Result<WrittenWorkspace> {
            WorkspaceStore store(transaction, caller.organizationId);
            auto workspace = allowedAndLocked(transaction, caller, id, Right::Use);
            if (workspace && request.name)
                workspace = store.rename(id, *request.name);
            if (workspace && request.autoStopMinutes)
                workspace = store.setAutoStop(id, *request.autoStopMinutes);
            if (!workspace)
                return failure(workspace);
            if (!request.name && !request.autoStopMinutes)
                return WrittenWorkspace{*workspace, {}};
            return transaction.written(*workspace);
        });
}

Task<WrittenWorkspace> WorkspaceService::request(Caller caller, WorkspaceId id,
                                                 WorkspaceEvent event)
{
    co_return co_await m_context.database.run(u"workspace.request"_s,
                                              [caller, id, event](Transaction &transaction) {
                                                  return ask(transaction, caller, id, event);
                                              });
}

Task<WrittenWorkspace> WorkspaceService::retry(Caller caller, WorkspaceId id,
                                               wire::RetryWorkspace request)
{
    co_return co_await m_context.database.run(
        u"workspace.retry"_s,
        [caller, id, request](Transaction &transaction) -> Result<WrittenWorkspace> {
            WorkspaceStore store(transaction, caller.organizationId);
            const auto asked = ask(transaction, caller, id, WorkspaceEvent::Retry);
            if (!asked || !request.seed)
                return asked;
            if (auto set = store.setSeed(id, *request.seed); !set)
                return failure(set);
            const auto workspace = store.find(id);
            if (!workspace)
                return failure(workspace);
            return transaction.written(*workspace);
        });
}

Task<WrittenWorkspace> WorkspaceService::keepAwake(Caller caller, WorkspaceId id,
                                                   wire::KeepAwake request)
{
    co_return co_await m_context.database.run(
        u"workspace.keepAwake"_s,
        [caller, id, request](Transaction &transaction) -> Result<WrittenWorkspace> {
            const auto workspace = allowedAndLocked(transaction, caller, id, Right::Use);
            if (!workspace)
                return failure(workspace);
            if (workspace->status != WorkspaceStatus::Running)
                return failure(
                    ErrorCode::Conflict,
                    u"Only a running workspace can be kept awake, and this one is %1."_s.arg(
                        domain::name(workspace->status)));
            const auto kept = WorkspaceStore(transaction, caller.organizationId)
                                  .setKeepAwake(id, std::chrono::minutes(request.minutes));
            if (!kept)
                return failure(kept);
            return transaction.written(*kept);
        });
}

Task<WorkspaceService::Place> WorkspaceService::place(Caller caller, WorkspaceId id)
{
    co_return co_await m_context.database.run(
        u"workspace.place"_s, [caller, id](Transaction &transaction) -> Result<Place> {
            WorkspaceStore store(transaction, caller.organizationId);
            const auto workspace = allowed(transaction, caller, id, Right::Use);
            if (!workspace)
                return failure(workspace);
            const bool reachable = workspace->status == WorkspaceStatus::Running
                || (waitsForDesktop(*workspace) && workspace->creatorId == caller.userId);
            if (!reachable || workspace->vmId.isNull())
                return notReachable(*workspace);
            const auto vm
                = clouddb::VmStore(transaction, caller.organizationId).find(workspace->vmId);
            if (!vm)
                return failure(vm);
            if (auto touched = store.touchActive(id); !touched)
                return failure(touched);
            return Place{*workspace, *vm};
        });
}

/// The provisioning sees by it that a desktop has begun.
Task<> WorkspaceService::noteDesktop(Caller caller, Place place)
{
    if (!waitsForDesktop(place.workspace) || !place.workspace.stepDetail.isEmpty())
        co_return Result<>{};
    co_return co_await m_context.database.run(
        u"workspace.desktop"_s, [caller, id = place.workspace.id](Transaction &transaction) {
            return WorkspaceStore(transaction, caller.organizationId)
                .setStep(id, domain::ProvisioningStep::Cloning, u"The desktop sends the branch"_s);
        });
}

Task<wire::SshCredentials> WorkspaceService::sshCredentials(Caller caller, WorkspaceId id,
                                                            wire::SshCredentialsRequest request)
{
    const auto where = co_await place(caller, id);
    if (!where)
        co_return failure(where);
    const auto endpoint = co_await endpointOf(where->vm);
    if (!endpoint)
        co_return failure(endpoint);
    const auto certificate = co_await m_context.authority.sign(request.publicKey, where->vm.id,
                                                               caller.userId, caller.keyId);
    if (!certificate)
        co_return failure(certificate);
    if (auto noted = co_await noteDesktop(caller, *where); !noted)
        co_return failure(noted);
    co_return wire::SshCredentials{.host = endpoint->host,
                                   .port = endpoint->port,
                                   .user = endpoint->user,
                                   .hostKeys = where->vm.hostKeys,
                                   .certificate = certificate->line,
                                   .guestProgram = guestProgramOf(where->vm),
                                   .guestProblem = where->vm.guestProblem,
                                   .principal = certificate->principal,
                                   .expiresAt = certificate->expiresAt};
}

Task<wire::RepositoryStatus> WorkspaceService::pull(Caller caller, WorkspaceId id, StopToken stop)
{
    const auto where = co_await place(caller, id);
    if (!where)
        co_return failure(where);
    if (where->workspace.status != WorkspaceStatus::Running)
        co_return notReachable(where->workspace);
    auto endpoint = co_await endpointOf(where->vm);
    if (!endpoint)
        co_return failure(endpoint);
    endpoint->hostKeys = where->vm.hostKeys;
    const auto connection
        = co_await GuestConnection::open(*endpoint, where->vm, m_context.authority, stop);
    if (!connection)
        co_return failure(connection);
    const std::stop_callback onStop(stop,
                                    [guest = *connection] { guest->close(cancelled().error()); });
    const Error late{ErrorCode::Timeout,
                     u"The pull in the VM takes too long. Look into its "
                     "terminal."_s,
                     {}};
    co_return co_await within(m_context.times.pull, late, (*connection)->guest().pull());
}

} // namespace skybranch::cloud

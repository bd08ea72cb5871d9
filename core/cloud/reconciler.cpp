// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/reconciler.h"

#include "base/log.h"
#include "cloud/jobs.h"
#include "cloud/places.h"
#include "cloud/within.h"
#include "clouddb/systemstore.h"
#include "clouddb/vmstore.h"
#include "clouddb/workspacestore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using clouddb::Transaction;
using domain::VmEvent;
using domain::WorkspaceEvent;
using providers::ProviderVm;
using providers::VmState;

Q_LOGGING_CATEGORY(lcReconciler, "skybranch.reconciler")

constexpr int maxAtOnce = 1000;

struct Reports
{
    VmEvent vm;
    WorkspaceEvent workspace;
    QString message{};
};

/// What to report of a VM whose row says @p status, when the provider says @p state.
std::optional<Reports> drift(domain::VmStatus status, VmState state)
{
    using domain::VmStatus;
    switch (state) {
    case VmState::Missing:
        return Reports{VmEvent::Gone, WorkspaceEvent::Failed,
                       u"The VM is gone. What was pushed is safe; delete this workspace and "
                       "enable cloud again."_s};
    case VmState::Failed:
        return Reports{VmEvent::Failed, WorkspaceEvent::Failed,
                       u"The provider says that the VM has failed. Delete this workspace and "
                       "enable cloud again."_s};
    case VmState::Running:
        if (status == VmStatus::Running)
            return std::nullopt;
        return Reports{VmEvent::Resumed, WorkspaceEvent::Resumed};
    case VmState::Frozen:
        if (status == VmStatus::Suspended)
            return std::nullopt;
        return Reports{VmEvent::Suspended, WorkspaceEvent::Paused};
    case VmState::Stopped:
        if (status == VmStatus::Stopped)
            return std::nullopt;
        return Reports{VmEvent::Stopped, WorkspaceEvent::Stopped};
    case VmState::Starting:
        break;
    }
    return std::nullopt;
}

Result<> reportVm(Transaction &transaction, const domain::Vm &seen, VmState state)
{
    clouddb::VmStore vms(transaction, seen.organizationId);
    const auto vm = vms.lock(seen.id);
    if (!vm)
        return failure(vm);
    // Something has been done with it since: what the provider said may be older than that.
    if (vm->status != seen.status || vm->status == domain::VmStatus::Provisioning
        || vm->status == domain::VmStatus::Terminated)
        return {};
    const auto reports = drift(vm->status, state);
    if (!reports)
        return {};
    const auto workspaces = clouddb::SystemStore(transaction).workspacesInVm(vm->id);
    if (!workspaces)
        return failure(workspaces);
    for (const domain::Workspace &workspace : *workspaces) {
        // A job is at work, and reports by itself.
        if (workspace.pending != domain::PendingAction::None
            || workspace.status == domain::WorkspaceStatus::Provisioning)
            return {};
        if (workspace.status == domain::WorkspaceStatus::Error)
            continue;
        const auto outcome = clouddb::WorkspaceStore(transaction, vm->organizationId)
                                 .report(workspace.id, reports->workspace, reports->message);
        if (!outcome)
            return failure(outcome);
    }
    const auto reported = vms.report(vm->id, reports->vm);
    return reported ? Result<>{} : failure(reported);
}

} // namespace

Reconciler::Reconciler(CloudContext &context)
    : m_context(context)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { tick(); });
}

void Reconciler::start(std::chrono::milliseconds interval)
{
    m_timer.start(interval);
    tick();
}

Task<> Reconciler::stop()
{
    m_stopping = true;
    m_timer.stop();
    if (m_busy)
        co_await m_idle.wait();
    co_return Result<>{};
}

QCoro::Task<> Reconciler::tick()
{
    if (m_busy || m_stopping)
        co_return;
    m_busy = true;
    const auto done = co_await reconcile();
    if (!done)
        qCWarning(lcReconciler).noquote() << describe(done.error());
    m_busy = false;
    if (m_stopping)
        m_idle.finish({});
}

Task<> Reconciler::reconcile()
{
    for (providers::CloudProvider *provider : m_context.providers.all()) {
        // One provider that is away must not hide the others from us.
        const auto done = co_await reconcileProvider(provider);
        if (!done)
            qCWarning(lcReconciler).noquote() << provider->type() << describe(done.error());
    }
    if (auto queued = co_await enqueueForgotten(); !queued)
        co_return queued;
    co_return co_await trim();
}

Task<> Reconciler::reconcileProvider(providers::CloudProvider *provider)
{
    if (auto bound = co_await bindPlace(m_context.database, *provider); !bound)
        co_return bound;
    // In this order: a row that had a VM before the list and has none in it has lost it; a VM in
    // the list without a row after it was never written down, for rows come before their VMs.
    const auto before = co_await rows(provider->type());
    if (!before)
        co_return failure(before);
    const Error late{ErrorCode::Timeout, u"The provider does not list its VMs."_s, {}};
    const auto listed
        = co_await within(m_context.times.vmAction, late, provider->listVms(m_context.tag));
    if (!listed)
        co_return failure(listed);
    if (auto reaped = co_await reapUnknown(provider, *listed); !reaped)
        co_return reaped;
    for (const domain::Vm &vm : *before) {
        if (m_stopping)
            break;
        if (vm.providerVmId.isEmpty())
            continue;
        if (auto settled = co_await settle(provider, vm, *listed); !settled)
            qCWarning(lcReconciler).noquote() << vm.id.toString() << describe(settled.error());
    }
    co_return co_await freezeLeftInError(provider, *listed);
}

/// The idle watch looks after what runs; a VM whose workspace has failed would cost for ever.
/// Frozen it loses nothing, and a retry goes on with it.
Task<> Reconciler::freezeLeftInError(providers::CloudProvider *provider, QList<ProviderVm> listed)
{
    const auto left = co_await m_context.database.run(
        u"reconcile.errors"_s, [type = provider->type()](Transaction &transaction) {
            return clouddb::SystemStore(transaction).vmsLeftInError(type);
        });
    if (!left)
        co_return failure(left);
    for (const domain::Vm &vm : *left) {
        const auto found = std::ranges::find(listed, vm.providerVmId, &ProviderVm::providerVmId);
        if (m_stopping || found == listed.end() || found->state != VmState::Running)
            continue;
        // The one before may have taken its time: somebody may have retried this one meanwhile.
        const auto isStill = co_await m_context.database.run(
            u"reconcile.error"_s, [id = vm.id](Transaction &transaction) {
                return clouddb::SystemStore(transaction).isLeftInError(id);
            });
        if (!isStill)
            co_return failure(isStill);
        if (!*isStill)
            continue;
        const Error late{ErrorCode::Timeout, u"A VM could not be paused in time."_s, {}};
        const auto frozen
            = co_await within(m_context.times.vmAction, late, provider->pauseVm(vm.providerVmId));
        if (!frozen)
            qCWarning(lcReconciler).noquote() << vm.id.toString() << describe(frozen.error());
    }
    co_return Result<>{};
}

Task<QList<domain::Vm>> Reconciler::rows(QString type)
{
    co_return co_await m_context.database.run(
        u"reconcile.rows"_s,
        [type](Transaction &transaction) { return clouddb::SystemStore(transaction).vms(type); });
}

Task<> Reconciler::reapUnknown(providers::CloudProvider *provider, QList<ProviderVm> listed)
{
    const auto known = co_await rows(provider->type());
    if (!known)
        co_return failure(known);
    for (const ProviderVm &vm : listed) {
        if (m_stopping || std::ranges::contains(*known, vm.id, &domain::Vm::id))
            continue;
        qCWarning(lcReconciler).noquote()
            << "deleting the VM" << vm.providerVmId << "that no row knows";
        const Error late{ErrorCode::Timeout, u"A VM could not be deleted in time."_s, {}};
        const auto deleted
            = co_await within(m_context.times.vmAction, late, provider->deleteVm(vm.providerVmId));
        if (!deleted)
            qCWarning(lcReconciler).noquote() << describe(deleted.error());
    }
    co_return Result<>{};
}

Task<> Reconciler::settle(providers::CloudProvider *provider, domain::Vm vm,
                          QList<ProviderVm> listed)
{
    const auto found = std::ranges::find(listed, vm.providerVmId, &ProviderVm::providerVmId);
    VmState state = found == listed.end() ? VmState::Missing : found->state;
    if (!drift(vm.status, state))
        co_return Result<>{};
    // The list may be older than the row; what counts is asked for again.
    const Error late{ErrorCode::Timeout, u"The provider does not answer."_s, {}};
    const auto now
        = co_await within(m_context.times.vmAction, late, provider->vmStatus(vm.providerVmId));
    if (now)
        state = *now;
    else if (now.error().code == ErrorCode::NotFound)
        state = VmState::Missing;
    else
        co_return failure(now);
    co_return co_await report(vm, state);
}

Task<> Reconciler::report(domain::Vm vm, VmState state)
{
    co_return co_await m_context.database.run(
        u"reconcile.report"_s,
        [vm, state](Transaction &transaction) { return reportVm(transaction, vm, state); });
}

Task<> Reconciler::trim()
{
    const auto trimmed = co_await m_context.database.run(
        u"reconcile.trim"_s, [kept = m_context.logKept](Transaction &transaction) {
            return clouddb::SystemStore(transaction).trimChangeLog(kept);
        });
    co_return trimmed ? Result<>{} : failure(trimmed);
}

Task<> Reconciler::enqueueForgotten()
{
    co_return co_await m_context.database.run(
        u"reconcile.jobs"_s, [](Transaction &transaction) -> Result<> {
            // Of several backends that look at once, the second sees what the first has added.
            clouddb::SystemStore store(transaction);
            if (auto turn = store.takeTurn(); !turn)
                return turn;
            const auto workspaces = store.withoutJob(maxAtOnce);
            if (!workspaces)
                return failure(workspaces);
            for (const domain::Workspace &workspace : *workspaces) {
                if (auto queued = enqueueFor(transaction, workspace); !queued)
                    return queued;
            }
            return {};
        });
}

} // namespace skybranch::cloud

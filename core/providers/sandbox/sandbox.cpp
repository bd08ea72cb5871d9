// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/sandbox.h"

#include "base/log.h"
#include "base/paths.h"
#include "providers/greeting.h"
#include "providers/sandbox/launch.h"
#include "providers/vmspec.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <csignal>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::seconds sshdTimeout{15};
constexpr std::chrono::seconds politeStop{5}; ///< between asking a VM to end and ending it
constexpr std::chrono::seconds hardStop{10};
constexpr int startAttempts = 3;

VmState stateOf(const VmFolder &folder)
{
    if (!folder.exists())
        return VmState::Missing;
    const auto run = folder.run();
    if (!run || !isAlive(run->init))
        return VmState::Stopped;
    const auto freeze = folder.freeze();
    return freeze && freeze->complete && isStopped(run->init) ? VmState::Frozen : VmState::Running;
}

/// Makes everything that a pause stopped go on.
Result<> thaw(const VmFolder &folder)
{
    const auto run = folder.run();
    const auto freeze = folder.freeze();
    if (run && freeze)
        thawTree(run->init, freeze->stayStopped);
    folder.clearFreeze();
    return {};
}

Result<> freezeWhole(const VmFolder &folder, const ProcessId &init)
{
    // A freeze that was interrupted knows which jobs had been stopped before it; now all look so.
    VmFreeze freeze = folder.freeze().value_or(VmFreeze{});
    if (!folder.freeze()) {
        freeze.stayStopped = stoppedInTree(init);
        if (auto written = folder.writeFreeze(freeze); !written)
            return written;
    }
    if (auto frozen = freezeTree(init); !frozen) {
        (void)thaw(folder);
        return frozen;
    }
    freeze.complete = true;
    return folder.writeFreeze(freeze);
}

} // namespace

void Sandbox::cancelAll()
{
    for (const StopSource &source : std::as_const(m_creating))
        StopSource(source).request_stop();
}

VmState Sandbox::state(const QString &vmId) const
{
    return vmIdOf(vmId).isNull() ? VmState::Missing : stateOf(folder(vmId));
}

QList<ProviderVm> Sandbox::list(const QString &tag) const
{
    QList<ProviderVm> vms;
    for (const QString &vmId : VmFolder::all(m_root)) {
        const auto spec = folder(vmId).spec();
        if (spec && spec->tag == tag)
            vms.append({.providerVmId = vmId, .id = vmIdOf(vmId), .state = state(vmId)});
    }
    return vms;
}

Result<SshEndpoint> Sandbox::endpoint(const QString &vmId) const
{
    if (auto exists = mustExist(vmId); !exists)
        return failure(exists);
    const auto run = folder(vmId).run();
    if (!run || !isAlive(run->init))
        return failure(ErrorCode::Conflict, u"The VM does not run. Resume it first."_s);
    const auto key = folder(vmId).hostKey();
    if (!key)
        return failure(key);
    return SshEndpoint{
        .host = u"127.0.0.1"_s, .port = run->port, .user = u"dev"_s, .hostKeys = {*key}};
}

Result<> Sandbox::mustExist(const QString &vmId) const
{
    if (state(vmId) == VmState::Missing)
        return failure(ErrorCode::NotFound, u"The VM does not exist any more."_s, vmId);
    return {};
}

Task<Sandbox::Turn> Sandbox::turn(Self self, QString vmId)
{
    Turn turn{.here = co_await self->m_turns.turn(vmId)};
    const auto held = co_await VmLock::take(self->m_root, vmId);
    if (!held)
        co_return failure(held);
    turn.everywhere = *held;
    co_return turn;
}

Task<> Sandbox::check(Self self)
{
    for (const QString &program : {u"bwrap"_s, u"ssh-keygen"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            co_return failure(ErrorCode::Unavailable,
                              u"VMs on this computer need %1. Install the packages bubblewrap and "
                              "openssh-client."_s.arg(program));
    }
    if (!QFileInfo(u"/usr/sbin/sshd"_s).isExecutable())
        co_return failure(ErrorCode::Unavailable,
                          u"VMs on this computer need sshd. Install the package openssh-server."_s);
    if (!QFileInfo(self->m_guest).isExecutable())
        co_return failure(ErrorCode::Unavailable,
                          u"%1 is missing. Install Skybranch again."_s.arg(self->m_guest));
    co_return co_await trySandbox();
}

Task<ProviderVm> Sandbox::create(Self self, VmSpec spec, StopToken stop)
{
    if (const auto fine = checkSpec(spec); !fine)
        co_return failure(fine);
    const QString vmId = spec.id.toString();
    const auto turn = co_await Sandbox::turn(self, vmId);
    if (!turn)
        co_return failure(turn);
    StopSource source;
    const std::stop_callback chained(std::move(stop),
                                     [source]() mutable { source.request_stop(); });
    self->m_creating.insert(vmId, source);
    const auto created = co_await createWhole(self, std::move(spec), source.get_token());
    self->m_creating.remove(vmId);
    if (!created)
        co_return failure(created);
    co_return ProviderVm{.providerVmId = vmId, .id = vmIdOf(vmId), .state = self->state(vmId)};
}

Task<> Sandbox::createWhole(Self self, VmSpec spec, StopToken stop)
{
    const VmFolder folder = self->folder(spec.id.toString());
    if (stop.stop_requested())
        co_return cancelled();
    if (!folder.exists()) {
        if (auto made = co_await VmFolder::create(self->m_root, spec); !made)
            co_return made;
    }
    const auto kept = folder.spec();
    if (!kept)
        co_return failure(kept);
    const VmState state = stateOf(folder);
    if (state == VmState::Stopped)
        co_return co_await start(self, *kept, stop);
    // One who was interrupted may have started it a moment ago.
    if (const auto run = folder.run(); state == VmState::Running && !isStopped(run->init))
        co_return co_await waitForSshd(run->port, spec.id, sshdTimeout, stop,
                                       [init = run->init] { return isAlive(init); });
    co_return {};
}

Task<> Sandbox::start(Self self, VmSpec spec, StopToken stop)
{
    const VmFolder folder = self->folder(spec.id.toString());
    for (int attempt = 1;; ++attempt) {
        const auto run = co_await launchVm(folder, spec, self->m_guest);
        if (!run)
            co_return failure(run);
        auto greeted = co_await waitForSshd(run->port, spec.id, sshdTimeout, stop,
                                            [init = run->init] { return isAlive(init); });
        if (greeted)
            co_return {};
        co_await kill(folder);
        // Somebody took the port between our choice and the VM's sshd.
        if (greeted.error().code != ErrorCode::Unavailable || attempt >= startAttempts)
            co_return greeted;
        qWarning("VM %s: %s", qPrintable(spec.id.toString()),
                 qPrintable(describe(greeted.error())));
    }
}

Task<> Sandbox::pause(Self self, QString vmId)
{
    const auto turn = co_await Sandbox::turn(self, vmId);
    if (!turn)
        co_return failure(turn);
    if (auto exists = self->mustExist(vmId); !exists)
        co_return exists;
    const VmFolder folder = self->folder(vmId);
    switch (stateOf(folder)) {
    case VmState::Frozen:
        co_return {};
    case VmState::Running:
        co_return co_await runOn(&self->m_signalPool, [folder, init = folder.run()->init] {
            return freezeWhole(folder, init);
        });
    default:
        co_return failure(ErrorCode::Conflict, u"The VM does not run, so it can not be paused."_s);
    }
}

Task<> Sandbox::resume(Self self, QString vmId)
{
    const auto turn = co_await Sandbox::turn(self, vmId);
    if (!turn)
        co_return failure(turn);
    if (auto exists = self->mustExist(vmId); !exists)
        co_return exists;
    const VmFolder folder = self->folder(vmId);
    if (stateOf(folder) == VmState::Stopped) {
        const auto spec = folder.spec();
        if (!spec)
            co_return failure(spec);
        co_return co_await start(self, *spec, {});
    }
    co_return co_await runOn(&self->m_signalPool, [folder] { return thaw(folder); });
}

Task<> Sandbox::stop(Self self, QString vmId)
{
    const auto turn = co_await Sandbox::turn(self, vmId);
    if (!turn)
        co_return failure(turn);
    if (auto exists = self->mustExist(vmId); !exists)
        co_return exists;
    const VmFolder folder = self->folder(vmId);
    const auto run = folder.run();
    if (!run || !isAlive(run->init))
        co_return {};
    co_await runOn(&self->m_signalPool, [folder] { return thaw(folder); });
    sendSignal(run->init, SIGTERM);
    if (co_await waitForEnd(run->init, politeStop))
        co_return {};
    co_return co_await kill(folder);
}

Task<> Sandbox::remove(Self self, QString vmId)
{
    if (vmIdOf(vmId).isNull())
        co_return {};
    if (const auto creating = self->m_creating.find(vmId); creating != self->m_creating.end())
        creating->request_stop();
    const auto turn = co_await Sandbox::turn(self, vmId);
    if (!turn)
        co_return failure(turn);
    if (auto killed = co_await kill(self->folder(vmId)); !killed)
        co_return killed;
    co_return co_await VmFolder::remove(self->m_root, vmId, &self->m_pool);
}

/// Ends all processes of a VM: they end with process 1 of their namespace.
Task<> Sandbox::kill(VmFolder folder)
{
    const auto run = folder.run();
    if (!run || !sendSignal(run->init, SIGKILL))
        co_return {};
    co_return co_await waitForEnd(run->init, hardStop);
}

} // namespace skybranch::providers

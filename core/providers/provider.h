// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/ids.h"
#include "domain/workspace.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace skybranch::providers {

/// What a provider can do, so that the rules and the user interface ask instead of knowing.
struct Capabilities
{
    bool freezeKeepsMemory = false; ///< pause keeps processes and memory
    bool limits = false; ///< caps on CPU, memory and processes are enforced
    bool diskLimit = false; ///< a cap on the disk is enforced; else its use has to be watched
    bool dedicated = true; ///< a VM for one workspace
    bool personal = false; ///< one VM for all workspaces of a user
    bool isolated = false; ///< a boundary against the code that runs inside
};

/// How to make a VM.
struct VmSpec
{
    VmId id; ///< ours; the provider keeps it with the VM, and one id is never two VMs
    UserId owner; ///< whose it is: VMs of different owners do not reach each other where isolated
    QString tag; ///< marks the VMs of one Skybranch database; the reconciler reaps only these
    QString hostName; ///< [a-z0-9-], at most 63 characters
    QString caPublicKey; ///< "ssh-ed25519 AAAA...": whose certificates for principal id may log in
};

enum class VmState {
    Missing, ///< the provider does not know it, or it is gone
    Starting,
    Running,
    Frozen,
    Stopped,
    Failed, ///< it is there, and can only be deleted
};

struct ProviderVm
{
    QString providerVmId;
    VmId id; ///< VmSpec::id it was made with
    VmState state = VmState::Missing;
    QString size{}; ///< of createVm(): "2cpu-4096mb"; empty where it has no size of its own
};

/// How to reach a VM by SSH. Host keys are those made when the VM was made, read by the provider
/// where the VM can not have changed them.
struct SshEndpoint
{
    QString host;
    quint16 port = 0;
    QString user;
    QStringList hostKeys; ///< "ssh-ed25519 AAAA..."
};

/// Where VMs come from. All calls are made in the thread that owns the provider, answer
/// asynchronously and may overlap. Calls are idempotent: asking again after a lost answer gives
/// the same VM, a VM that is already as asked is a success. An unknown id is NotFound, except for
/// deleteVm(), for which it is a success, and vmStatus(), which says Missing. A provider that is
/// away is Unavailable.
class CloudProvider
{
public:
    virtual ~CloudProvider() = default;

    /// The name in the database and in every API: "sandbox", "docker".
    virtual QString type() const = 0;
    virtual Capabilities capabilities() const = 0;

    /// Whether it can be used here at all; the error says what to install or start.
    virtual Task<> check() = 0;

    /// Names the place where its VMs are, where others of its type may be at another one, for ever.
    /// Empty: wherever it is asked, it finds all of them.
    virtual Task<QString> place() { co_return QString(); }

    /// Ends when the provider has answered, which may be before the VM is reachable.
    virtual Task<ProviderVm> createVm(VmSpec spec, StopToken stop) = 0;
    virtual Task<> pauseVm(QString providerVmId) = 0;

    /// From frozen or from stopped.
    virtual Task<> resumeVm(QString providerVmId) = 0;

    /// Ends all processes, keeps the disk.
    virtual Task<> stopVm(QString providerVmId) = 0;

    /// Ends all processes and removes the disk. A success means that nothing is left.
    virtual Task<> deleteVm(QString providerVmId) = 0;
    virtual Task<VmState> vmStatus(QString providerVmId) = 0;

    /// Every VM that was made with @p tag, whatever its state.
    virtual Task<QList<ProviderVm>> listVms(QString tag) = 0;
    virtual Task<SshEndpoint> sshEndpoint(QString providerVmId) = 0;
};

} // namespace skybranch::providers

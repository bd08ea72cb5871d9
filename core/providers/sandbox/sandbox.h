// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/keyedqueue.h"
#include "providers/provider.h"
#include "providers/sandbox/vmfolder.h"
#include "providers/sandbox/vmlock.h"

#include <QThreadPool>

namespace skybranch::providers {

/// What SandboxProvider does, kept alive by what is under way: its coroutines are static and hold
/// it. Of the calls for one VM that change it, one runs at a time, also where several processes
/// share the folder.
class Sandbox
{
public:
    using Self = std::shared_ptr<Sandbox>;

    Sandbox(QString root, QString guest)
        : m_root(std::move(root))
        , m_guest(std::move(guest))
    {
    }

    /// Creations that are under way end soon with Cancelled.
    void cancelAll();

    VmState state(const QString &vmId) const;
    QList<ProviderVm> list(const QString &tag) const;
    Result<SshEndpoint> endpoint(const QString &vmId) const;

    static Task<> check(Self self);
    static Task<ProviderVm> create(Self self, VmSpec spec, StopToken stop);
    static Task<> pause(Self self, QString vmId);
    static Task<> resume(Self self, QString vmId);
    static Task<> stop(Self self, QString vmId);
    static Task<> remove(Self self, QString vmId);

private:
    /// A VM that nobody else changes.
    struct Turn
    {
        KeyedQueue::Turn here;
        VmLock::Held everywhere;
    };

    static Task<Turn> turn(Self self, QString vmId);
    VmFolder folder(const QString &vmId) const { return VmFolder(m_root, vmId); }
    Result<> mustExist(const QString &vmId) const;
    static Task<> start(Self self, VmSpec spec, StopToken stop);
    static Task<> createWhole(Self self, VmSpec spec, StopToken stop);
    static Task<> kill(VmFolder folder);

    QString m_root;
    QString m_guest;
    KeyedQueue m_turns;
    QHash<QString, StopSource> m_creating;
    QThreadPool m_pool; ///< for disks
    QThreadPool m_signalPool; ///< for looking through all processes; never behind a disk
};

} // namespace skybranch::providers

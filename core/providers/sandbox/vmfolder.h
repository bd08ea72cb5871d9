// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/provider.h"
#include "providers/sandbox/processes.h"

#include <QString>

#include <optional>

namespace skybranch::providers {

/// The process of a VM that was started.
struct VmRun
{
    ProcessId init; ///< process 1 of the VM, as this computer numbers it
    quint16 port = 0; ///< of its sshd, on loopback
};

/// A freeze that was begun.
struct VmFreeze
{
    QList<ProcessId> stayStopped; ///< jobs that the user had stopped; a thaw leaves them so
    bool complete = false;
};

/// What the sandbox keeps of one VM on disk:
///   spec.json    the VmSpec; where it is, the folder is whole
///   run.json     VmRun of the last start
///   freeze.json  VmFreeze while it is frozen or about to be
///   etc/ home/ workspace/  mounted into the VM, the first read-only
///   log          what its init and sshd say
/// A folder is made under another name and renamed when it is whole, and renamed before it is
/// removed, so that a kill at any instant leaves either a VM or rubbish that is known as such.
class VmFolder
{
public:
    VmFolder(const QString &root, const QString &vmId);

    /// The ids of all VMs under @p root.
    static QStringList all(const QString &root);

    QString path(const QString &name) const; ///< of one of the things above
    bool exists() const;

    Result<VmSpec> spec() const;
    std::optional<VmRun> run() const;
    std::optional<VmFreeze> freeze() const;
    Result<> writeRun(const VmRun &run) const;
    Result<> writeFreeze(const VmFreeze &freeze) const;
    void clearFreeze() const;

    /// "ssh-ed25519 AAAA..." of the VM's sshd.
    Result<QString> hostKey() const;

    /// Makes the folder with everything that does not change in a VM's life. Two of these never
    /// overlap for one VM.
    static Task<> create(QString root, VmSpec spec);

    /// Removes it, and what an interrupted create() or remove() left.
    static Task<> remove(QString root, QString vmId, QThreadPool *pool);

private:
    QString m_path;
};

} // namespace skybranch::providers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/vm.h"
#include "domain/workspace.h"

#include <chrono>

namespace skybranch::clouddb {

/// What is kept of the change log, in each organisation.
struct LogLimits
{
    std::chrono::seconds age = std::chrono::days(7);
    qint64 rows = 50'000;
};

/// What the job runner, the idle watch and the reconciler see: all organisations. It only reads,
/// except for the backend's own notes; to change something, use the organisation's own store.
/// Never reached from the edge.
class SystemStore
{
public:
    explicit SystemStore(Transaction &transaction);

    /// Names this database for ever: what marks its VMs at the providers.
    [[nodiscard]] Result<QString> installation();

    /// Notes that VMs of this provider are kept at @p place. Conflict where this database's are
    /// kept at another one, which we could only take for gone.
    [[nodiscard]] Result<> bindPlace(const QString &providerType, const QString &place);

    /// Notes the key that this database's VMs trust. Conflict where they trust another one.
    [[nodiscard]] Result<> bindAuthority(const QString &publicKey);

    /// Other backends that ask wait until this transaction has ended.
    [[nodiscard]] Result<> takeTurn();

    [[nodiscard]] Result<domain::Workspace> findWorkspace(WorkspaceId id);

    /// Running, nothing pending, and not active for its autoStopMinutes; the longest idle first.
    [[nodiscard]] Result<QList<domain::Workspace>> idleWorkspaces(int limit);

    /// Paused for longer than @p age, nothing pending.
    [[nodiscard]] Result<QList<domain::Workspace>> pausedLongerThan(std::chrono::seconds age,
                                                                    int limit);

    /// VMs of this provider whose workspace has been in error for its autoStopMinutes, with nothing
    /// pending. They may run.
    [[nodiscard]] Result<QList<domain::Vm>> vmsLeftInError(const QString &providerType);

    /// Whether it is one of those still.
    [[nodiscard]] Result<bool> isLeftInError(VmId vm);

    /// With something to do (provisioning or a pending action) and no job for it, which can only
    /// be after a failure: to be enqueued again.
    [[nodiscard]] Result<QList<domain::Workspace>> withoutJob(int limit);

    /// Every row of this provider, for comparison with what the provider lists.
    [[nodiscard]] Result<QList<domain::Vm>> vms(const QString &providerType);

    [[nodiscard]] Result<QList<domain::Workspace>> workspacesInVm(VmId vm);

    /// Removes presence without a heartbeat for @p age, and says how many.
    [[nodiscard]] Result<int> removeStalePresence(std::chrono::seconds age);

    /// Throws away the changes that @p limits do not keep, and says how many: who has read nothing
    /// since takes a snapshot then. Of several backends that ask at once, one does it.
    [[nodiscard]] Result<int> trimChangeLog(LogLimits limits);

private:
    Transaction &m_transaction;
};

} // namespace skybranch::clouddb

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/shownvm.h"
#include "domain/vmmachine.h"
#include "domain/workspace.h"

#include <optional>

namespace skybranch::clouddb {

/// The VMs of one organisation, inside one transaction. What belongs to another organisation does
/// not exist here: NotFound.
class VmStore
{
public:
    VmStore(Transaction &transaction, OrganizationId organization);

    /// Inserts it as it is given, except for the organisation (ours) and createdAt (now).
    /// @p placement says what its owner has it for; it means nothing while it is warm (no owner).
    /// Conflict where this provider's VM has a row already, or the owner a personal one.
    [[nodiscard]] Result<domain::Vm> insert(const domain::Vm &vm, domain::Placement placement);

    [[nodiscard]] Result<domain::Vm> find(VmId id);

    /// The same, and no other transaction can change the row before this one has ended.
    [[nodiscard]] Result<domain::Vm> lock(VmId id);

    [[nodiscard]] Result<QList<domain::Vm>> list(int limit);

    /// What @p viewer may know of: all but the personal ones of others. Oldest first.
    [[nodiscard]] Result<QList<domain::ShownVm>> listShown(UserId viewer, int limit);
    [[nodiscard]] Result<domain::ShownVm> findShown(UserId viewer, VmId id);

    /// The one personal VM of a user with this provider that is not Terminated.
    [[nodiscard]] Result<std::optional<domain::Vm>> findPersonal(UserId owner,
                                                                 const QString &providerType);

    /// What the provider has answered when it made the VM. Set before anything else is done with
    /// the VM, so that it can not be forgotten.
    [[nodiscard]] Result<> setProviderVm(VmId id, const QString &providerVmId,
                                         const QStringList &hostKeys);

    /// What the provider has given, in its words: "2cpu-4096mb".
    [[nodiscard]] Result<> setSize(VmId id, const QString &size);
    /// Where a guest was sent to, or why there can be none.
    [[nodiscard]] Result<> setGuest(VmId id, const QString &program, const QString &problem);

    /// Applies what a provider reported, by the table in domain/vmmachine.h.
    [[nodiscard]] Result<domain::Vm> report(VmId id, domain::VmEvent event);

    /// Gives the oldest warm VM of this provider to @p owner; nullopt where there is none.
    [[nodiscard]] Result<std::optional<domain::Vm>>
    claimWarm(UserId owner, const QString &providerType, domain::Placement placement);

    [[nodiscard]] Result<> touchHealthCheck(VmId id);

    /// Removes the row of a VM that the provider no longer has. Conflict unless it is Terminated
    /// and no workspace is in it.
    [[nodiscard]] Result<> removeTerminated(VmId id);

private:
    [[nodiscard]] Result<domain::Vm> select(VmId id, const QString &tail);

    [[nodiscard]] Result<Rows> selectShown(UserId viewer, const QString &tail,
                                           const QVariant &binding);

    Transaction &m_transaction;
    OrganizationId m_organization;
};

} // namespace skybranch::clouddb

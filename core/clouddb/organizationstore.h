// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/account.h"

namespace skybranch::clouddb {

/// The organisations of this database, for its operator: no caller of the API comes here.
class OrganizationStore
{
public:
    explicit OrganizationStore(Transaction &transaction);

    /// Conflict where the name is taken.
    [[nodiscard]] Result<domain::Organization> add(const QString &name);
    [[nodiscard]] Result<QList<domain::Organization>> list(); ///< by name

    /// By id, or by name where one alone has it. NotFound, Conflict.
    [[nodiscard]] Result<domain::Organization> find(const QString &nameOrId);
    [[nodiscard]] Result<domain::Organization> rename(OrganizationId id, const QString &name);
    [[nodiscard]] Result<domain::Organization> setLimit(OrganizationId id,
                                                        std::optional<int> workspaces);

    /// With all that it has. Conflict while it has a workspace or a VM: their VMs go first, or
    /// nobody would know of them any more.
    [[nodiscard]] Result<> remove(OrganizationId id);

private:
    [[nodiscard]] Result<> checkFree(const QString &name);

    Transaction &m_transaction;
};

} // namespace skybranch::clouddb

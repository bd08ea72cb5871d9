// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "clouddb/transaction.h"

namespace skybranch::clouddb {

/// How much one organisation may have at once, inside one transaction.
class LimitStore
{
public:
    LimitStore(Transaction &transaction, OrganizationId organization);

    /// LimitReached where a workspace more, or @p starting, which is about to have a VM, would be
    /// over the organisation's limit. Those that are provisioning, running, paused or being
    /// resumed count. Nobody else can take the same room before this transaction has ended.
    [[nodiscard]] Result<> checkRoom(WorkspaceId starting = {});

private:
    Transaction &m_transaction;
    OrganizationId m_organization;
};

} // namespace skybranch::clouddb

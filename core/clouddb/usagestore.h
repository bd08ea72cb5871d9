// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/workspace.h"

namespace skybranch::clouddb {

/// How long one workspace was in one state, with one provider and size.
struct UsageSpan
{
    WorkspaceId workspaceId;
    QString workspaceName; ///< as it is called now, or was called last
    bool exists = true;
    QString providerType;
    QString size;
    domain::WorkspaceStatus status = domain::WorkspaceStatus::Running;
    qint64 seconds = 0;
};

/// What one organisation has used, read from the events that the database writes by itself when a
/// workspace comes, changes and goes.
class UsageStore
{
public:
    UsageStore(Transaction &transaction, OrganizationId organization);

    /// Between @p from and @p to, at most until now; of one workspace where it is given. Ordered by
    /// name, then by what was used most.
    [[nodiscard]] Result<QList<UsageSpan>> between(const QDateTime &from, const QDateTime &to,
                                                   WorkspaceId workspace = {});

    /// Whether the organisation has the workspace, or had it.
    [[nodiscard]] Result<bool> knows(WorkspaceId workspace);

private:
    Transaction &m_transaction;
    OrganizationId m_organization;
};

} // namespace skybranch::clouddb

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/presence.h"

namespace skybranch::clouddb {

/// Connections that one workspace may have at a time.
inline constexpr int maxPresences = 500;

/// The table cloud_workspace_sessions of one organisation, inside one transaction. Heartbeats are
/// not written to the change log.
class PresenceStore
{
public:
    PresenceStore(Transaction &transaction, OrganizationId organization);

    /// Adds it and moves lastActiveAt of the workspace, or takes it as a heartbeat where this user
    /// has it already. Conflict where the id is somebody else's, LimitReached where there are
    /// maxPresences.
    [[nodiscard]] Result<Written<domain::Presence>> connect(const domain::Presence &presence);

    /// NotFound where it was taken for gone meanwhile: connect again.
    [[nodiscard]] Result<domain::Presence> heartbeat(WorkspaceId workspace, QUuid id, UserId user);

    /// Gives the number of this transaction. Fine, and nothing, where it is gone already.
    [[nodiscard]] Result<std::optional<qint64>> disconnect(WorkspaceId workspace, QUuid id,
                                                           UserId user);

    /// The longest connected first.
    [[nodiscard]] Result<QList<domain::Presence>> list(WorkspaceId workspace);

private:
    [[nodiscard]] Result<domain::Presence> find(QUuid id);
    [[nodiscard]] Result<> checkRoom(const domain::Presence &presence);

    Transaction &m_transaction;
    OrganizationId m_organization;
};

} // namespace skybranch::clouddb

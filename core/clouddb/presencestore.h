// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"

#include <optional>

namespace skybranch::clouddb {

enum class ClientType { Desktop, Web };

QString name(ClientType type); ///< "desktop", "web"
std::optional<ClientType> clientType(QStringView name);

/// Who is connected to a workspace with what.
struct Presence
{
    QUuid id; ///< the client chooses it, one per connection
    WorkspaceId workspaceId;
    UserId userId;
    QString userName;
    ClientType type = ClientType::Desktop;
    QDateTime connectedAt;
    QDateTime lastHeartbeatAt;
};

/// The table cloud_workspace_sessions of one organisation, inside one transaction. Heartbeats are
/// not written to the change log.
class PresenceStore
{
public:
    PresenceStore(Transaction &transaction, OrganizationId organization);

    /// Adds it, or takes it as a heartbeat where this user has it already; moves lastActiveAt of
    /// the workspace. Conflict where the id is somebody else's.
    [[nodiscard]] Result<> connect(const Presence &presence);

    /// NotFound where it was taken for gone meanwhile: connect again.
    [[nodiscard]] Result<> heartbeat(QUuid id, UserId user);

    [[nodiscard]] Result<> disconnect(QUuid id, UserId user); ///< fine where it is gone already
    [[nodiscard]] Result<QList<Presence>> list(WorkspaceId workspace);

private:
    Transaction &m_transaction;
    OrganizationId m_organization;
};

} // namespace skybranch::clouddb

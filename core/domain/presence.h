// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace skybranch::domain {

/// What somebody is connected with.
enum class ClientType { Desktop, Web };

QString name(ClientType type); ///< "desktop", "web"
std::optional<ClientType> clientType(QStringView name);

/// Who is connected to a workspace with what. A connection that is not heard of for 2 min is gone.
struct Presence
{
    QUuid id; ///< the client chooses it, one per connection
    WorkspaceId workspaceId;
    UserId userId;
    QString userName;
    ClientType type = ClientType::Desktop;
    QDateTime connectedAt;
    QDateTime lastHeartbeatAt; ///< invalid where it comes from the change log, which has none

    friend bool operator==(const Presence &, const Presence &) = default;
};

} // namespace skybranch::domain

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/database.h"
#include "domain/presence.h"
#include "wire/rest.h"

namespace skybranch::cloud {

/// Who is connected to a workspace. It is told and never concluded: joining wakes no VM, and being
/// connected keeps none awake. A connection that is not heard of for 2 min is removed (IdleWatch).
/// A workspace of another organisation is NotFound, another member's personal one is Forbidden.
class PresenceService
{
public:
    explicit PresenceService(clouddb::Database &database)
        : m_database(database)
    {
    }

    /// The longest connected first.
    Task<QList<domain::Presence>> sessions(Caller caller, WorkspaceId workspace);

    /// The same id once more is a heartbeat. Conflict where the id is somebody else's.
    Task<clouddb::Written<domain::Presence>> join(Caller caller, WorkspaceId workspace,
                                                  wire::JoinWorkspace request);

    /// To be sent every 30 s. NotFound where the connection was taken for gone: join again.
    Task<domain::Presence> heartbeat(Caller caller, WorkspaceId workspace, QUuid session);

    /// Gives the number of its transaction. Fine, and nothing, where the connection is gone
    /// already.
    Task<std::optional<qint64>> leave(Caller caller, WorkspaceId workspace, QUuid session);

private:
    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

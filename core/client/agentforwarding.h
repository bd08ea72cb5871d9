// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/cloudside.h"
#include "localdb/desktopstore.h"

namespace skybranch::client {

/// Which workspaces' programs may use the ssh-agent of this computer while it is connected. None
/// may before the user has said so.
class AgentForwarding final : public QObject
{
    Q_OBJECT

public:
    explicit AgentForwarding(CloudSide &cloud);

    void load(localdb::DesktopStore store, const QSet<WorkspaceId> &workspaces);

    bool isEnabled(const QString &rowId) const;
    void setEnabled(const QString &rowId, bool enabled);

Q_SIGNALS:
    void changed(const QString &rowId);
    void failed(const QString &rowId, const skybranch::Error &error);

private:
    void tell(WorkspaceId id);
    void save(WorkspaceId id, bool enabled);

    CloudSide &m_cloud;
    std::optional<localdb::DesktopStore> m_store;
    QSet<WorkspaceId> m_enabled;
};

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/cloudside.h"
#include "client/portforwards.h"
#include "localdb/desktopstore.h"

namespace skybranch::client {

/// The ports of all workspaces to whose VMs there is a link, and what is remembered of them.
class PortKeeper final : public QObject
{
    Q_OBJECT

public:
    explicit PortKeeper(CloudSide &cloud);

    void load(localdb::DesktopStore store, const QList<localdb::ForwardedPort> &ports);

    PortsInfo info(const QString &rowId);
    void forward(const QString &rowId, quint16 port);
    void stop(const QString &rowId, quint16 port);

Q_SIGNALS:
    void changed(const QString &rowId);
    void failed(const skybranch::Error &error);

private:
    PortForwards *find(const QString &rowId);
    void adopt(WorkspaceId id);
    void forget(WorkspaceId id);
    bool isShared(const VmLink &link) const;
    void report(Task<> saving);

    CloudSide &m_cloud;
    std::optional<localdb::DesktopStore> m_store;
    QHash<WorkspaceId, QHash<quint16, quint16>> m_remembered; ///< local port by port
    std::map<WorkspaceId, std::unique_ptr<PortForwards>> m_workspaces;
};

} // namespace skybranch::client

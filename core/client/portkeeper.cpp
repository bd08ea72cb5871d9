// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/portkeeper.h"

namespace skybranch::client {

PortKeeper::PortKeeper(CloudSide &cloud)
    : m_cloud(cloud)
{
    connect(&cloud.links(), &VmLinks::made, this, &PortKeeper::adopt);
    connect(&cloud.links(), &VmLinks::removed, this, &PortKeeper::forget);
    // Which computer the backend's VMs are on is known with the backend.
    connect(&cloud.backend(), &Backend::changed, this, [this] {
        for (const auto &[id, ports] : m_workspaces) {
            if (const VmLink *link = m_cloud.links().existing(id))
                ports->setShared(isShared(*link));
        }
    });
}

void PortKeeper::load(localdb::DesktopStore store, const QList<localdb::ForwardedPort> &ports)
{
    m_store = std::move(store);
    for (const localdb::ForwardedPort &port : ports)
        m_remembered[port.workspaceId].insert(port.port, port.localPort);
    for (const auto &[id, forwards] : m_workspaces)
        forwards->restore(m_remembered.value(id));
}

/// The sandbox's VMs live in the network of the computer that the backend runs on.
bool PortKeeper::isShared(const VmLink &link) const
{
    return link.workspace().providerType == QStringLiteral("sandbox")
        && m_cloud.backend().info().bundled;
}

void PortKeeper::adopt(WorkspaceId id)
{
    VmLink *link = m_cloud.links().existing(id);
    auto ports = std::make_unique<PortForwards>(link);
    PortForwards *raw = ports.get();
    raw->setShared(isShared(*link));
    connect(link, &VmLink::stateChanged, raw,
            [this, raw, link] { raw->setShared(isShared(*link)); });
    connect(raw, &PortForwards::changed, this, [this, id] { Q_EMIT changed(m_cloud.rowIdOf(id)); });
    connect(raw, &PortForwards::forwarded, this, [this, id](quint16 port, quint16 localPort) {
        m_remembered[id].insert(port, localPort);
        if (m_store)
            report(m_store->saveForwardedPort({id, port, localPort}));
    });
    connect(raw, &PortForwards::stopped, this, [this, id](quint16 port) {
        m_remembered[id].remove(port);
        if (m_store)
            report(m_store->removeForwardedPort(id, port));
    });
    m_workspaces[id] = std::move(ports);
    raw->restore(m_remembered.value(id));
}

void PortKeeper::forget(WorkspaceId id)
{
    m_workspaces.erase(id);
    if (m_remembered.remove(id) && m_store)
        report(m_store->removeForwardedPorts(id));
}

void PortKeeper::report(Task<> saving)
{
    QCoro::connect(std::move(saving), this, [this](const Result<> &saved) {
        if (!saved)
            Q_EMIT failed(saved.error());
    });
}

PortForwards *PortKeeper::find(const QString &rowId)
{
    const VmLink *link = m_cloud.linkOf(rowId);
    const auto found = link ? m_workspaces.find(link->workspace().id) : m_workspaces.end();
    return found == m_workspaces.end() ? nullptr : found->second.get();
}

PortsInfo PortKeeper::info(const QString &rowId)
{
    const PortForwards *ports = find(rowId);
    return ports ? ports->info() : PortsInfo();
}

void PortKeeper::forward(const QString &rowId, quint16 port)
{
    if (PortForwards *ports = find(rowId))
        ports->forward(port);
}

void PortKeeper::stop(const QString &rowId, quint16 port)
{
    if (PortForwards *ports = find(rowId))
        ports->stop(port);
}

} // namespace skybranch::client

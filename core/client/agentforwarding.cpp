// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/agentforwarding.h"

#include "client/words.h"

namespace skybranch::client {

AgentForwarding::AgentForwarding(CloudSide &cloud)
    : m_cloud(cloud)
{
    connect(&cloud.links(), &VmLinks::made, this, &AgentForwarding::tell);
    connect(&cloud.links(), &VmLinks::removed, this, [this](WorkspaceId id) {
        if (m_enabled.remove(id))
            save(id, false);
    });
}

void AgentForwarding::load(localdb::DesktopStore store, const QSet<WorkspaceId> &workspaces)
{
    m_store = std::move(store);
    m_enabled = workspaces;
    for (const WorkspaceId &id : workspaces) {
        tell(id);
        Q_EMIT changed(m_cloud.rowIdOf(id));
    }
}

bool AgentForwarding::isEnabled(const QString &rowId) const
{
    return m_enabled.contains(m_cloud.workspaceOf(rowId));
}

void AgentForwarding::setEnabled(const QString &rowId, bool enabled)
{
    const WorkspaceId id = m_cloud.workspaceOf(rowId);
    if (id.isNull() || m_enabled.contains(id) == enabled)
        return;
    if (enabled && !qEnvironmentVariableIsSet("SSH_AUTH_SOCK")) {
        Q_EMIT failed(rowId,
                      {ErrorCode::Unavailable,
                       Words::tr("This computer runs no ssh-agent. Start one, then start Skybranch "
                                 "again."),
                       {}});
        return;
    }
    if (enabled)
        m_enabled.insert(id);
    else
        m_enabled.remove(id);
    save(id, enabled);
    tell(id);
    Q_EMIT changed(rowId);
}

void AgentForwarding::tell(WorkspaceId id)
{
    if (VmLink *link = m_cloud.links().existing(id))
        link->setAgent(m_enabled.contains(id) ? qEnvironmentVariable("SSH_AUTH_SOCK") : QString());
}

void AgentForwarding::save(WorkspaceId id, bool enabled)
{
    if (!m_store)
        return;
    QCoro::connect(m_store->saveAgentWorkspace(id, enabled), this, [this](const Result<> &saved) {
        if (!saved)
            Q_EMIT failed({}, saved.error());
    });
}

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cloudside.h"
#include "client/usagereader.h"

/// What a workspace does while nobody asks anything of it: who is connected, what keeps it awake,
/// what it uses.
namespace skybranch::client {
namespace {

/// What the backend's clock has said, as this computer's would have: whoever shows how long ago
/// something was, or when it will be, has only that one.
void toOurClock(domain::Workspace &workspace, std::chrono::seconds ahead)
{
    if (ahead == std::chrono::seconds(0))
        return;
    for (QDateTime *time :
         {&workspace.lastActiveAt, &workspace.keepAwakeUntil, &workspace.statusChangedAt,
          &workspace.stepStartedAt, &workspace.createdAt, &workspace.updatedAt}) {
        if (time->isValid())
            *time = time->addDuration(-ahead);
    }
}

} // namespace

void CloudSide::connectPresence()
{
    connect(&m_presence, &PresenceList::changed, this,
            [this](WorkspaceId id) { Q_EMIT rowChanged(m_matching.rowIdOf(id)); });
    connect(&m_presenceKeeper, &PresenceKeeper::userKnown, this, &CloudSide::listChanged);
}

void CloudSide::describeCloud(WorktreeInfo &info, WorkspaceId id) const
{
    info.cloud = m_mirror.workspace(id);
    if (info.cloud && m_backend.api())
        toOurClock(*info.cloud, m_backend.api()->ahead());
    if (const VmLink *link = m_links.existing(id)) {
        info.cloudGit = link->git();
        info.cloudReachable = link->isReachable();
    }
    info.people = peopleIn(id);
    // A workspace that runs has nothing else to say.
    if (info.cloud && info.cloud->status == domain::WorkspaceStatus::Running)
        info.guestProblem = info.cloud->statusMessage;
}

QList<PersonInfo> CloudSide::peopleIn(WorkspaceId id) const
{
    QList<PersonInfo> people;
    for (const domain::Presence &presence : m_presence.of(id)) {
        if (!m_presenceKeeper.isOurs(presence.id))
            people.append({.name = presence.userName,
                           .isSelf = presence.userId == m_presenceKeeper.user(),
                           .inBrowser = presence.type == domain::ClientType::Web,
                           .since = presence.connectedAt});
    }
    return people;
}

void CloudSide::keepAwake(const QString &rowId, int minutes)
{
    const WorkspaceId id = m_matching.workspaceOf(rowId);
    if (id.isNull() || !requireApi(rowId))
        return;
    QCoro::connect(m_backend.api()->keepAwake(id, minutes), this,
                   [this, rowId](const Result<domain::Workspace> &workspace) {
                       if (!workspace)
                           Q_EMIT failed(rowId, workspace.error());
                   });
}

void CloudSide::askUsage(const QString &rowId)
{
    if (!requireApi(rowId))
        return;
    QCoro::connect(readUsage(m_backend.api(), m_matching.workspaceOf(rowId)), this,
                   [this, rowId](const Result<UsageInfo> &usage) {
                       if (usage)
                           Q_EMIT usageKnown(rowId, *usage);
                       else
                           Q_EMIT failed(rowId, usage.error());
                   });
}

} // namespace skybranch::client

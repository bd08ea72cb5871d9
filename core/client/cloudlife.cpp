// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cloudside.h"
#include "client/sshcommand.h"
#include "client/usagereader.h"

/// What a workspace does while nobody asks anything of it: who is connected, what keeps it awake,
/// what it uses. All times are as this computer's clock would have them.
namespace skybranch::client {
namespace {

/// What the backend's clock has said, as this computer's would have: whoever shows how long ago
/// something was, or when it will be, has only that one.
void toOurClock(std::initializer_list<QDateTime *> times, std::chrono::seconds ahead)
{
    for (QDateTime *time : times) {
        if (time->isValid())
            *time = time->addDuration(-ahead);
    }
}

} // namespace

void CloudSide::connectPresence()
{
    connect(&m_presence, &PresenceList::peopleChanged, this,
            [this](WorkspaceId id) { Q_EMIT rowChanged(m_matching.rowIdOf(id)); });
    connect(&m_presenceKeeper, &PresenceKeeper::userKnown, this, &CloudSide::listChanged);
    connect(&m_presenceKeeper, &PresenceKeeper::left, this, &CloudSide::left);
}

std::chrono::seconds CloudSide::ahead() const
{
    return m_backend.api() ? m_backend.api()->ahead() : std::chrono::seconds(0);
}

void CloudSide::leave()
{
    m_presenceKeeper.leaveAll();
}

void CloudSide::askSshCommand(const QString &rowId)
{
    const WorkspaceId id = m_matching.workspaceOf(rowId);
    if (id.isNull() || !requireApi(rowId))
        return;
    QCoro::connect(sshCommandFor(m_backend.api(), id, m_sshFolder), this,
                   [this, rowId](Result<SshCommand> command) {
                       if (!command) {
                           Q_EMIT failed(rowId, command.error());
                           return;
                       }
                       toOurClock({&command->until}, ahead());
                       Q_EMIT sshCommandKnown(rowId, command->line, command->until);
                   });
}

void CloudSide::describeCloud(WorktreeInfo &info, WorkspaceId id) const
{
    info.cloud = m_mirror.workspace(id);
    if (info.cloud)
        toOurClock({&info.cloud->lastActiveAt, &info.cloud->keepAwakeUntil,
                    &info.cloud->statusChangedAt, &info.cloud->stepStartedAt,
                    &info.cloud->createdAt, &info.cloud->updatedAt},
                   ahead());
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
    for (domain::Presence presence : m_presence.of(id)) {
        toOurClock({&presence.connectedAt}, ahead());
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

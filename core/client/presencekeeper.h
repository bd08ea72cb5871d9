// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"
#include "client/vmlinks.h"

#include <QTimer>

#include <map>

namespace skybranch::client {

/// Tells the backend to which workspaces this desktop is connected: while a link to a VM is up, and
/// until it is given up. A connection that the backend took for gone, because this computer slept,
/// is told anew. None of it reaches a VM.
class PresenceKeeper : public QObject
{
    Q_OBJECT

public:
    explicit PresenceKeeper(VmLinks &links);

    void setApi(std::shared_ptr<ApiClient> api);

    /// Whether this is a connection of this desktop.
    bool isOurs(QUuid session) const;

    /// Whose key this desktop has; null before the backend has said it.
    UserId user() const { return m_user; }

    /// Tells of all that stands, now. Otherwise every 30 s.
    void beat();

    /// Leaves all workspaces, and joins none any more. left() comes when the backend knows it, and
    /// after a second in any case.
    void leaveAll();

Q_SIGNALS:
    void userKnown();
    void left();

private:
    struct Held
    {
        QUuid session;
        bool joined = false;
        bool asking = false; ///< one question at a time
    };

    void follow(WorkspaceId id);
    void update(WorkspaceId id);
    void join(WorkspaceId id, Held &held);
    void heartbeat(WorkspaceId id, Held &held);
    void takeAnswer(WorkspaceId id, QUuid session, const Result<domain::Presence> &answer);
    void leave(WorkspaceId id);
    void countLeft();

    VmLinks &m_links;
    std::shared_ptr<ApiClient> m_api;
    std::map<WorkspaceId, Held> m_held;
    UserId m_user;
    QTimer m_timer;
    QTimer m_leaveTimer;
    bool m_isLeaving = false;
    qsizetype m_unanswered = 0; ///< of what was left by leaveAll()
};

} // namespace skybranch::client

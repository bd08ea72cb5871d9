// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "client/session.h"

#include <QJsonObject>
#include <QPointer>

namespace skybranch::client {

/// What to do with commits that no remote has, where a worktree goes to the cloud.
enum class Unpushed { Refuse, Send, Leave };

/// Takes the worktree that @p folder lies in to the cloud, as a user of the window does; its
/// repository is added where it is not in the list. The workspace's id is there as soon as the
/// backend knows it; @p session has to live until it runs, for it sends the branch.
/// Errors: InvalidArgument (no worktree; commits that are not on the remote), Conflict (it can not
/// go, or is there already), Unavailable, Timeout, Cancelled.
Task<WorkspaceId> enableWorktree(QPointer<Session> session, QString folder, Unpushed unpushed,
                                 StopToken stop = {});

/// The same asked by another process of this user, through the door of the window's.
QJsonObject enablingQuestion(const QString &folder, Unpushed unpushed);
Task<QJsonObject> answerEnabling(QPointer<Session> session, QJsonObject question);
Result<WorkspaceId> enabledIn(const Result<QJsonObject> &answer);

} // namespace skybranch::client

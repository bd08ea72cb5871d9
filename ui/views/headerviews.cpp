// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/headerviews.h"

#include "ui/views/actionsview.h"
#include "ui/views/awakewords.h"
#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

using client::WorktreeInfo;
using domain::PendingAction;
using domain::WorkspaceStatus;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HeaderViews)
};

std::optional<ActionKind> likelyAction(const WorktreeInfo &info)
{
    if (!info.cloud)
        return ActionKind::EnableCloud;
    switch (info.cloud->status) {
    case WorkspaceStatus::Running:
        return ActionKind::Pause;
    case WorkspaceStatus::Paused:
    case WorkspaceStatus::Stopped:
        return ActionKind::Resume;
    case WorkspaceStatus::Provisioning:
    case WorkspaceStatus::Error:
        break;
    }
    return std::nullopt;
}

/// A span that is told in seconds still.
bool isYoung(const QDateTime &time, const QDateTime &now)
{
    return time.isValid() && std::abs(time.secsTo(now)) < 60;
}

QString runningReason(const WorktreeInfo &info, const RowContext &context)
{
    const domain::Workspace &cloud = *info.cloud;
    if (!info.cloudReachable && info.cloudGit)
        return Words::tr("last heard %1 ago").arg(sinceWords(info.cloudGit->asOf, context.now));
    return awakeReason(cloud, context.now);
}

QString reasonOf(const WorktreeInfo &info, const RowContext &context)
{
    if (!info.cloud || info.cloud->pending != PendingAction::None)
        return {};
    switch (info.cloud->status) {
    case WorkspaceStatus::Provisioning:
        return sinceWords(info.cloud->statusChangedAt, context.now);
    case WorkspaceStatus::Running:
        return runningReason(info, context);
    case WorkspaceStatus::Paused:
    case WorkspaceStatus::Stopped:
    case WorkspaceStatus::Error:
        break;
    }
    const QString time = timeWords(info.cloud->statusChangedAt, context.now);
    return time.isEmpty() ? QString() : Words::tr("since %1").arg(time);
}

} // namespace

std::chrono::seconds paceOf(const WorktreeInfo &info, const QDateTime &now)
{
    using namespace std::chrono_literals;
    bool seconds = info.operation != client::Operation::None || isYoung(info.checkedAt, now);
    if (info.cloud) {
        const domain::Workspace &cloud = *info.cloud;
        const bool counting = cloud.status == WorkspaceStatus::Running
            && cloud.lastActiveAt.isValid() && secondsToPause(cloud, now) < 120;
        seconds = seconds || counting || cloud.status == WorkspaceStatus::Provisioning
            || cloud.pending != PendingAction::None || isYoung(cloud.statusChangedAt, now)
            || (!info.cloudReachable && info.cloudGit && isYoung(info.cloudGit->asOf, now));
    }
    return seconds ? 1s : 60s;
}

HeaderView headerOf(const WorktreeInfo &info, const RowContext &context)
{
    return {.repository = info.repositoryName,
            .branch = branchWords(info),
            .mark = markOf(info, context.backendAnswers),
            .reason = reasonOf(info, context),
            .tip = markTip(info, context),
            .action = likelyAction(info),
            .actions = actionsOf(info, context.cloudSync, context.agent)};
}

} // namespace skybranch::ui

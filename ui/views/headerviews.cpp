// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/headerviews.h"

#include "ui/views/actionsview.h"
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

constexpr int activeSeconds = 120;

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

QString runningReason(const WorktreeInfo &info, const RowContext &context)
{
    const domain::Workspace &cloud = *info.cloud;
    if (!info.cloudReachable && info.cloudGit)
        return Words::tr("last heard %1 ago").arg(sinceWords(info.cloudGit->asOf, context.now));
    if (!cloud.lastActiveAt.isValid())
        return {};
    const qint64 idle = cloud.lastActiveAt.secsTo(context.now);
    if (idle < activeSeconds)
        return {};
    const qint64 left = qint64(cloud.autoStopMinutes) * 60 - idle;
    return left > 0 ? Words::tr("pauses in %1").arg(spanWords(left)) : QString();
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

HeaderView headerOf(const WorktreeInfo &info, const RowContext &context)
{
    return {.repository = info.repositoryName,
            .branch = branchWords(info),
            .mark = markOf(info, context.backendAnswers),
            .reason = reasonOf(info, context),
            .tip = markTip(info, context),
            .action = likelyAction(info),
            .actions = actionsOf(info, context.cloudSync)};
}

} // namespace skybranch::ui

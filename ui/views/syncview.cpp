// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/headerviews.h"
#include "ui/views/words.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

using client::Distance;
using client::Operation;
using client::WorktreeInfo;
using domain::WorkspaceStatus;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SyncView)
};

SyncLinkView unknown(const QString &words, const QString &tip = {})
{
    return {.state = LinkState::Unknown, .words = words, .tip = tip};
}

SyncLinkView busy(const QString &verb, const WorktreeInfo &info, const RowContext &context,
                  bool toRight)
{
    const QString span = sinceWords(info.operationSince, context.now);
    return {.state = LinkState::Busy,
            .words = span.isEmpty() ? verb : Words::tr("%1, %2").arg(verb, span),
            .tip = info.operationProgress,
            .busyToRight = toRight};
}

SyncLinkView failed(const client::OperationFailure &failure)
{
    return {.state = LinkState::Failed,
            .words = Words::tr("%1 failed…").arg(operationWords(failure.operation)),
            .shortWords = Words::tr("Failed…"),
            .tip = failure.error.message};
}

SyncLinkView diverged(int here, int there)
{
    return {.state = LinkState::Diverged,
            .words = Words::tr("%1 here, %2 there…").arg(here).arg(there),
            .shortWords = QStringLiteral("%1, %2…").arg(here).arg(there),
            .tip = Words::tr("Both sides have commits that the other lacks.")};
}

SyncLinkView inStep()
{
    return {.state = LinkState::InStep, .words = Words::tr("In step")};
}

bool hasFailed(const WorktreeInfo &info, std::initializer_list<Operation> operations)
{
    return info.failure
        && std::ranges::find(operations, info.failure->operation) != operations.end();
}

SyncLinkView noWorktree(const WorktreeInfo &info, const RowContext &context)
{
    if (info.operation == Operation::CreateWorktree)
        return busy(Words::tr("Creating"), info, context, false);
    if (hasFailed(info, {Operation::CreateWorktree}))
        return failed(*info.failure);
    if (!info.hasRemote)
        return unknown(Words::tr("No local worktree"));
    return {.state = LinkState::ToLeft,
            .words = Words::tr("Create local worktree"),
            .shortWords = Words::tr("Create worktree"),
            .tip
            = Words::tr("Makes a worktree of this branch beside the others on this computer.")};
}

SyncLinkView localRemote(const WorktreeInfo &info, const RowContext &context)
{
    if (info.isCloudOnly())
        return noWorktree(info, context);
    if (info.operation == Operation::Push)
        return busy(Words::tr("Pushing"), info, context, true);
    if (info.operation == Operation::Pull)
        return busy(Words::tr("Pulling"), info, context, false);
    if (info.operation == Operation::Merge)
        return busy(Words::tr("Merging"), info, context, false);
    if (info.operation == Operation::Rebase)
        return busy(Words::tr("Rebasing"), info, context, false);
    if (hasFailed(info, {Operation::Push, Operation::Pull, Operation::Merge, Operation::Rebase}))
        return failed(*info.failure);
    if (!info.hasRemote)
        return unknown(Words::tr("No remote"));
    if (!info.unfinished.isEmpty())
        return unknown(
            Words::tr("Unfinished %1").arg(info.unfinished),
            Words::tr("Finish it in a terminal, or leave it: git %1 --abort").arg(info.unfinished));
    if (info.branch.isEmpty())
        return unknown(Words::tr("No branch"));
    if (!info.goneUpstream.isEmpty())
        return {
            .state = LinkState::ToRight,
            .words = Words::tr("Gone there: push again"),
            .shortWords = Words::tr("Push again"),
            .tip
            = Words::tr("%1 was deleted. A push makes it again: git push").arg(info.goneUpstream)};
    if (!info.hasUpstream)
        return {.state = LinkState::ToRight,
                .words = Words::tr("Push branch"),
                .tip = QStringLiteral("git push -u")};
    const Distance &distance = info.distance;
    if (distance.isDiverged())
        return diverged(distance.ahead, distance.behind);
    if (distance.ahead > 0)
        return {.state = LinkState::ToRight,
                .words = Words::tr("Push %n commits", nullptr, distance.ahead),
                .shortWords = Words::tr("Push %1").arg(distance.ahead),
                .tip = QStringLiteral("git push")};
    if (distance.behind > 0)
        return {.state = LinkState::ToLeft,
                .words = Words::tr("Pull %n commits", nullptr, distance.behind),
                .shortWords = Words::tr("Pull %1").arg(distance.behind),
                .tip = QStringLiteral("git pull --ff-only")};
    return inStep();
}

QString lastKnown(const client::CloudGit &git)
{
    const Distance &distance = git.distance;
    if (!git.atRemote)
        return Words::tr("Last known: not pushed");
    if (distance.isDiverged())
        return Words::tr("Last known: diverged");
    if (distance.ahead > 0)
        return Words::tr("Last known: %n to push", nullptr, distance.ahead);
    if (distance.behind > 0)
        return Words::tr("Last known: %n to pull", nullptr, distance.behind);
    return Words::tr("Last known: in step");
}

/// The link's state while the VM can not be asked; nullopt when it can.
std::optional<SyncLinkView> asleep(const WorktreeInfo &info, const RowContext &context)
{
    const QString asOf = info.cloudGit ? timeWords(info.cloudGit->asOf, context.now) : QString();
    switch (info.cloud->status) {
    case WorkspaceStatus::Provisioning:
        return unknown(Words::tr("Waiting for the clone"));
    case WorkspaceStatus::Error:
        return unknown(info.cloudGit ? lastKnown(*info.cloudGit) : Words::tr("Not cloned yet"));
    case WorkspaceStatus::Paused:
        return unknown(asOf.isEmpty() ? Words::tr("Paused")
                                      : Words::tr("Paused, as of %1").arg(asOf));
    case WorkspaceStatus::Stopped:
        return unknown(asOf.isEmpty() ? Words::tr("Stopped")
                                      : Words::tr("Stopped, as of %1").arg(asOf));
    case WorkspaceStatus::Running:
        break;
    }
    if (!info.guestProblem.isEmpty())
        return unknown(Words::tr("Only a shell"), info.guestProblem);
    if (!info.cloudGit)
        return unknown(Words::tr("Asking the VM"));
    if (!info.cloudReachable)
        return unknown(lastKnown(*info.cloudGit));
    return std::nullopt;
}

SyncLinkView awake(const WorktreeInfo &info)
{
    const client::CloudGit &git = *info.cloudGit;
    const Distance &distance = git.distance;
    if (!git.problem.isEmpty())
        return unknown(lastKnown(git), git.problem);
    if (!git.atRemote && distance.ahead == 0)
        return unknown(Words::tr("Not pushed yet"));
    if (!git.atRemote)
        return {.state = LinkState::ToLeft,
                .words = Words::tr("Push branch from cloud"),
                .shortWords = Words::tr("Push branch"),
                .tip = QStringLiteral("git push -u")};
    if (distance.isDiverged())
        return diverged(distance.behind, distance.ahead);
    if (distance.ahead > 0)
        return {.state = LinkState::ToLeft,
                .words = Words::tr("Push %1 from cloud").arg(distance.ahead),
                .shortWords = Words::tr("Push %1").arg(distance.ahead),
                .tip = QStringLiteral("git push")};
    if (distance.behind > 0)
        return {.state = LinkState::ToRight,
                .words = Words::tr("Pull %1 in cloud").arg(distance.behind),
                .shortWords = Words::tr("Pull %1").arg(distance.behind),
                .tip = QStringLiteral("git pull --ff-only")};
    return inStep();
}

SyncLinkView remoteCloud(const WorktreeInfo &info, const RowContext &context)
{
    if (!info.cloud)
        return {.state = LinkState::NoCloud, .words = Words::tr("No cloud yet")};
    if (info.operation == Operation::PullInCloud)
        return busy(Words::tr("Pulling"), info, context, true);
    if (info.operation == Operation::PushFromCloud)
        return busy(Words::tr("Pushing"), info, context, false);
    if (info.operation == Operation::MergeInCloud)
        return busy(Words::tr("Merging"), info, context, true);
    if (info.operation == Operation::RebaseInCloud)
        return busy(Words::tr("Rebasing"), info, context, true);
    if (hasFailed(info,
                  {Operation::PullInCloud, Operation::PushFromCloud, Operation::MergeInCloud,
                   Operation::RebaseInCloud}))
        return failed(*info.failure);
    if (auto view = asleep(info, context))
        return *view;
    return awake(info);
}

QString checkedWords(const WorktreeInfo &info, const RowContext &context)
{
    if (info.operation == Operation::Fetch)
        return Words::tr("Checking");
    if (isJustNow(info.checkedAt, context.now))
        return Words::tr("Checked just now");
    const QString span = sinceWords(info.checkedAt, context.now);
    return span.isEmpty() ? QString() : Words::tr("Checked %1 ago").arg(span);
}

} // namespace

SyncBarView syncBarOf(const WorktreeInfo &info, const RowContext &context)
{
    return {.local = {.name = Words::tr("Local"), .uncommitted = info.changed, .tip = info.path},
            .remote = {.name = info.remoteLabel.isEmpty() ? Words::tr("Remote") : info.remoteLabel},
            .cloud
            = {.name = Words::tr("Cloud"),
               .uncommitted = info.cloudGit ? info.cloudGit->changed : 0,
               .tip = info.cloud ? markTip(info, context) : Words::tr("Enable Cloud Workspace")},
            .localRemote = localRemote(info, context),
            .remoteCloud = remoteCloud(info, context),
            .checked = checkedWords(info, context)};
}

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/actionsview.h"

#include "domain/workspacemachine.h"

#include <QCoreApplication>

namespace skybranch::ui {
namespace {

using client::WorktreeInfo;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ActionsView)
};

Action unless(ActionKind kind, const QString &obstacle)
{
    return {.kind = kind, .enabled = obstacle.isEmpty(), .whyNot = obstacle};
}

Action requestAction(ActionKind kind, const domain::Workspace &cloud, WorkspaceEvent event)
{
    // Only the backend knows whether it was ever ready; a menu need not, but for a first try.
    const bool provisioned = cloud.status != WorkspaceStatus::Provisioning;
    const auto change = domain::apply(cloud.status, cloud.pending, event, provisioned);
    if (!change)
        return unless(kind, change.error().message);
    return unless(kind, change->joins ? Words::tr("That is asked for already.") : QString());
}

QString whyNoConnection(const domain::Workspace &cloud)
{
    if (cloud.pending == domain::PendingAction::Delete
        || cloud.pending == domain::PendingAction::Cancel)
        return Words::tr("The workspace is being deleted.");
    if (cloud.status == WorkspaceStatus::Provisioning)
        return Words::tr("The VM is not ready yet. A terminal opens by itself when it is.");
    if (cloud.status == WorkspaceStatus::Error)
        return Words::tr("The workspace has failed. Retry it first.");
    return {};
}

QString whyNoCloud(const WorktreeInfo &info)
{
    if (!info.problem.isEmpty())
        return info.problem;
    if (info.branch.isEmpty())
        return Words::tr("No branch is checked out here. Check out a branch first.");
    if (!info.hasRemote)
        return Words::tr("This repository has no remote. Add one with \"git remote add\" first.");
    return {};
}

QString whyNoWorktree(const WorktreeInfo &info)
{
    if (!info.hasRemote)
        return Words::tr("Its repository is not known yet.");
    if (info.operation != client::Operation::None)
        return Words::tr("Something else is going on here. Wait until it has ended.");
    return {};
}

QString whyNoSsh(const domain::Workspace &cloud)
{
    return cloud.status == WorkspaceStatus::Running ? QString()
                                                    : Words::tr("The VM is not running.");
}

void addFiles(QList<Action> &actions, const WorktreeInfo &info)
{
    if (!info.isCloudOnly())
        actions << Action{ActionKind::OpenFolder} << Action{ActionKind::CopyPath};
    actions << Action{ActionKind::CopyBranch};
}

void addKeepAwake(QList<Action> &actions, const domain::Workspace &cloud)
{
    const QString obstacle = cloud.status == WorkspaceStatus::Running
        ? QString()
        : Words::tr("Only what is running can be kept awake. Resume it first.");
    for (const auto kind : {ActionKind::KeepAwakeShort, ActionKind::KeepAwakeLong}) {
        Action action = unless(kind, obstacle);
        action.hint = Words::tr("It is not paused before, even if nothing happens in it.");
        actions << action;
    }
    if (cloud.keepAwakeUntil.isValid())
        actions << Action{ActionKind::EndKeepAwake};
}

QList<Action> cloudActions(const WorktreeInfo &info, bool cloudSync, bool agent)
{
    const domain::Workspace &cloud = *info.cloud;
    QList<Action> actions;
    actions << unless(ActionKind::Connect, whyNoConnection(cloud));
    if (!info.isCloudOnly())
        actions << unless(ActionKind::OpenTerminal, info.problem);
    else
        actions << unless(ActionKind::CreateWorktree, whyNoWorktree(info));
    actions << requestAction(ActionKind::Pause, cloud, WorkspaceEvent::Pause)
            << requestAction(ActionKind::Resume, cloud, WorkspaceEvent::Resume)
            << requestAction(ActionKind::Stop, cloud, WorkspaceEvent::Stop)
            << requestAction(ActionKind::Retry, cloud, WorkspaceEvent::Retry);
    addKeepAwake(actions, cloud);
    addFiles(actions, info);
    actions << unless(ActionKind::CopySshCommand, whyNoSsh(cloud)) << Action{ActionKind::Details};
    if (!info.isCloudOnly())
        actions << Action{.kind = ActionKind::ToggleSync,
                          .words = cloudSync ? QString() : Words::tr("Enable cloud sync")};
    actions << Action{.kind = ActionKind::ToggleAgent,
                      .checked = agent,
                      .hint = Words::tr("Programs in its terminals can log in elsewhere with your "
                                        "keys while you are connected.\nThe keys stay here. "
                                        "Terminals that you open from then on have it.")};
    actions << requestAction(ActionKind::Delete, cloud, WorkspaceEvent::Delete);
    return actions;
}

} // namespace

QList<Action> actionsOf(const WorktreeInfo &info, bool cloudSync, bool agent)
{
    if (info.cloud)
        return cloudActions(info, cloudSync, agent);
    QList<Action> actions{unless(ActionKind::OpenTerminal, info.problem),
                          unless(ActionKind::EnableCloud, whyNoCloud(info))};
    addFiles(actions, info);
    return actions;
}

QList<Action> actionsOf(const client::RepositoryInfo &)
{
    return {{ActionKind::OpenFolder}, {ActionKind::CopyPath}, {ActionKind::RemoveRepository}};
}

} // namespace skybranch::ui

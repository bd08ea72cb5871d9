// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/newworkspace.h"
#include "ui/palette/command.h"
#include "ui/ports/portsview.h"
#include "ui/sidebar/sidebar.h"
#include "ui/views/newworkspaceview.h"
#include "ui/workspace/divergedview.h"
#include "ui/workspace/headerview.h"
#include "ui/workspace/paneview.h"
#include "ui/workspace/syncbarview.h"

namespace skybranch::ui::samples {

QList<RepositoryRow> repositories();
QList<RepositoryRow> manyRepositories(); ///< 100 worktrees, long names among them
QList<WorktreeRow> cloudOnly();
QList<Action> cloudActions();
QList<Action> localActions();
BackendView backend();
HeaderView header();
SyncBarView syncBar();
HeaderView divergedHeader();
SyncBarView divergedSyncBar();
ProvisioningView provisioning();
ErrorView error();
DivergedView diverged(bool dirty);
NewWorkspaceView newWorkspace();
client::BranchList branches();
QList<Command> commands();
PortsView ports();
QByteArray terminalOutput();
QString longName(); ///< 100 characters

} // namespace skybranch::ui::samples

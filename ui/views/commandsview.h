// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/command.h"
#include "ui/views/rowsview.h"

namespace skybranch::ui {

/// What can be done with one worktree, "Pause feature/login"; run() is left to the caller.
struct RowCommand
{
    ActionKind kind;
    Command command;
};
QList<RowCommand> rowCommandsOf(const client::WorktreeInfo &info, const RowContext &context);

/// Going to it; run() is left to the caller.
Command goToCommandOf(const client::WorktreeInfo &info, const RowContext &context);

} // namespace skybranch::ui

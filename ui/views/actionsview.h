// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"
#include "ui/sidebar/action.h"

namespace skybranch::ui {

/// The menu of a worktree or a cloud workspace. What the state forbids is there, with the reason.
QList<Action> actionsOf(const client::WorktreeInfo &info, bool cloudSync, bool agent = false);

/// The menu of a repository.
QList<Action> actionsOf(const client::RepositoryInfo &info);

} // namespace skybranch::ui

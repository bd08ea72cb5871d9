// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/rowsview.h"
#include "ui/workspace/headerview.h"
#include "ui/workspace/syncbarview.h"

namespace skybranch::ui {

/// How often the words above and in the pane have to be said again: seconds where they count
/// seconds, else minutes.
std::chrono::seconds paceOf(const client::WorktreeInfo &info, const QDateTime &now);

HeaderView headerOf(const client::WorktreeInfo &info, const RowContext &context);

/// Local, git host and cloud, and what has to flow between them.
SyncBarView syncBarOf(const client::WorktreeInfo &info, const RowContext &context);

} // namespace skybranch::ui

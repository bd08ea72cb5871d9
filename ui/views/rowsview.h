// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/worktreerow.h"

namespace skybranch::ui {

/// What is known beside a worktree itself when it is shown.
struct RowContext
{
    QDateTime now;
    bool backendAnswers = true;
    bool cloudSync = true;
};

Mark markOf(const client::WorktreeInfo &info, bool backendAnswers);

/// "Running for 2 h.", "Only on this computer."
QString markTip(const client::WorktreeInfo &info, const RowContext &context);

WorktreeRow rowOf(const client::WorktreeInfo &info, const RowContext &context);

/// The repository's row without its worktrees.
RepositoryRow rowOf(const client::RepositoryInfo &info);

QString repositoryRowId(qint64 repositoryId);
std::optional<qint64> repositoryOfRow(const QString &rowId);

/// The line at the sidebar's bottom.
BackendView backendViewOf(const client::BackendInfo &info, int running, const QDateTime &now);

} // namespace skybranch::ui

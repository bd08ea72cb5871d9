// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/worktreerow.h"

#include <QSet>

namespace skybranch::ui {

/// What is known beside a worktree itself when it is shown.
struct RowContext
{
    QDateTime now;
    bool backendAnswers = true;
    bool cloudSync = true;
    bool agent = false; ///< may be used by the VM
};

Mark markOf(const client::WorktreeInfo &info, bool backendAnswers);

/// "Running for 2 h.", "Only on this computer."
QString markTip(const client::WorktreeInfo &info, const RowContext &context);

WorktreeRow rowOf(const client::WorktreeInfo &info, const RowContext &context);

/// The repository's row without its worktrees.
RepositoryRow rowOf(const client::RepositoryInfo &info);

QString repositoryRowId(qint64 repositoryId);
std::optional<qint64> repositoryOfRow(const QString &rowId);

/// Whether what the backend says of this row is of now: it answers, and so does the row's provider.
bool isAnswering(const client::BackendInfo &backend, const client::WorktreeInfo &info);

/// A provider of @p types that can not be used now; null where there is none.
const client::ProviderInfo *stoppedProvider(const client::BackendInfo &info,
                                            const QSet<QString> &types);

/// The line at the sidebar's bottom. @p types: the providers that have workspaces.
BackendView backendViewOf(const client::BackendInfo &info, int running, const QDateTime &now,
                          const QSet<QString> &types = {});

} // namespace skybranch::ui

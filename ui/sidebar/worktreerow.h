// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/action.h"
#include "ui/widgets/mark.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace skybranch::ui {

/// One worktree, or one cloud workspace without a worktree, as the sidebar shows it.
struct WorktreeRow
{
    QString id; ///< stays the same while the row lives
    QString branch;
    Mark mark = Mark::LocalOnly;
    QString activity; ///< instead of the counts: "Cloning 8 s", "Failed"
    int uncommitted = 0;
    int ahead = 0; ///< of its remote
    int behind = 0;
    QString sign; ///< "shell": its VM has no more; markTip says why
    QString people; ///< who else is connected: "CL+2"
    QString peopleTip; ///< the same as a sentence
    bool inCloud = false;
    bool cloudDiffers = false; ///< the cloud is not where the remote is
    QString markTip;
    QString cloudTip;
    QList<Action> actions; ///< of its menu, in order

    friend bool operator==(const WorktreeRow &, const WorktreeRow &) = default;
};

/// A repository and its worktrees, in the order in which they are shown.
struct RepositoryRow
{
    QString id;
    QString name; ///< "acme/shop"
    QList<WorktreeRow> worktrees;
    QList<Action> actions;

    friend bool operator==(const RepositoryRow &, const RepositoryRow &) = default;
};

} // namespace skybranch::ui

Q_DECLARE_METATYPE(skybranch::ui::WorktreeRow)

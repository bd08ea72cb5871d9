// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/newworkspaceview.h"

namespace skybranch::ui {

/// What has been filled in for a new workspace, what is still in the way, and what it would do.
struct NewWorkspaceForm
{
    NewWorkspaceView::Repository repository;
    client::BranchList branches;
    bool isReading = true; ///< the branches are on their way
    bool isNew = false; ///< the branch is to be made, at @c base
    QString branch;
    QString base;
    QString name;
    QString folder;
    int minutes = domain::defaultAutoStopMinutes;
    std::optional<NewWorkspaceView::Provider> provider; ///< none: no one can make a VM
    domain::Placement placement = domain::Placement::Dedicated;

    /// A sentence on what is in the way, in the order of the rows; empty where nothing is.
    QString missing() const;

    /// A sentence on what Create does.
    QString effect() const;

    client::NewWorkspace request() const;
};

} // namespace skybranch::ui

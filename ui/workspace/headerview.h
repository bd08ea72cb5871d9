// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/action.h"
#include "ui/widgets/mark.h"

#include <optional>

namespace skybranch::ui {

/// What stands above a workspace.
struct HeaderView
{
    QString repository;
    QString branch;
    Mark mark = Mark::LocalOnly;
    QString reason; ///< "awake: claude is working"
    QString tip; ///< of mark and word
    std::optional<ActionKind> action; ///< the one likely: Pause, Resume, Connect, EnableCloud
    QList<Action> actions; ///< of the dots menu, the same as the row's

    friend bool operator==(const HeaderView &, const HeaderView &) = default;
};

} // namespace skybranch::ui

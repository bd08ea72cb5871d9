// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/mark.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace skybranch::ui {

/// One thing that the palette can do.
struct Command
{
    enum class Group { Actions, Workspaces, Settings };

    QString id; ///< stable, so that what was used last is known again
    Group group = Group::Actions;
    QString words; ///< "Pause feature/login"
    QString context; ///< small, after the words: "acme/api"
    Icon icon = Icon::None;
    std::optional<Mark> mark; ///< instead of the icon
    QString keys; ///< "Ctrl+Shift+4"
    QString whyNot; ///< not empty: it stays, with this reason instead of its context
    std::function<void()> run;
};

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QList>
#include <QString>

#include <optional>

class QMenu;
class QWidget;

namespace skybranch::ui {

/// What can be done with a row, in the order of the menu.
enum class ActionKind {
    Connect,
    OpenTerminal,
    CreateWorktree,
    EnableCloud,
    Pause,
    Resume,
    Stop,
    Retry,
    KeepAwakeShort,
    KeepAwakeLong,
    EndKeepAwake,
    SendToCloud,
    PullFromCloud,
    OpenFolder,
    CopyPath,
    CopyBranch,
    CopySshCommand,
    Details,
    ToggleSync,
    ToggleAgent,
    RemoveRepository,
    Delete,
};

/// One entry of a row's menu. An action that the state forbids is disabled and says why.
struct Action
{
    ActionKind kind;
    bool enabled = true;
    QString whyNot; ///< what is in the way, then what to do
    QString words; ///< instead of the usual words, "Enable cloud sync"
    std::optional<bool> checked{}; ///< of one that is on or off
    QString hint{}; ///< what it means, beside the menu

    friend bool operator==(const Action &, const Action &) = default;
};

QString actionWords(ActionKind kind);
Icon actionIcon(ActionKind kind);

/// The action of @p kind in @p actions, or null.
const Action *findAction(const QList<Action> &actions, ActionKind kind);

/// A menu of @p actions in groups. Each QAction's data() is its ActionKind as an int and its
/// objectName "actionPause"; the reason of a disabled one, and the hint of another, shows beside
/// the menu, for the keyboard too. The caller owns it.
QMenu *makeActionMenu(const QList<Action> &actions, QWidget *parent);

} // namespace skybranch::ui

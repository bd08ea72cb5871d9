// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/action.h"

#include "ui/sidebar/actionmenu.h"

#include <QCoreApplication>

#include <algorithm>

namespace skybranch::ui {
namespace {

struct ActionStyle
{
    ActionKind kind;
    const char *words;
    const char *objectName;
    Icon icon;
    int group;
    const char *shortcut;
};

// clang-format off
constexpr ActionStyle styles[] {
    {ActionKind::Connect,          QT_TRANSLATE_NOOP("Action", "Connect"),                   "actionConnect",          Icon::Terminal,  0, "Ctrl+Shift+T"},
    {ActionKind::OpenTerminal,     QT_TRANSLATE_NOOP("Action", "Open local terminal"),       "actionOpenTerminal",     Icon::Laptop,    0, ""},
    {ActionKind::CreateWorktree,   QT_TRANSLATE_NOOP("Action", "Create local worktree"),     "actionCreateWorktree",   Icon::Laptop,    0, ""},
    {ActionKind::EnableCloud,      QT_TRANSLATE_NOOP("Action", "Enable Cloud Workspace"),    "actionEnableCloud",      Icon::CloudUp,   1, ""},
    {ActionKind::Pause,            QT_TRANSLATE_NOOP("Action", "Pause"),                     "actionPause",            Icon::Pause,     1, ""},
    {ActionKind::Resume,           QT_TRANSLATE_NOOP("Action", "Resume"),                    "actionResume",           Icon::Play,      1, ""},
    {ActionKind::Stop,             QT_TRANSLATE_NOOP("Action", "Stop"),                      "actionStop",             Icon::Stop,      1, ""},
    {ActionKind::Retry,            QT_TRANSLATE_NOOP("Action", "Retry"),                     "actionRetry",            Icon::Retry,     1, ""},
    {ActionKind::KeepAwakeShort,   QT_TRANSLATE_NOOP("Action", "Keep awake for 1 h"),        "actionKeepAwakeShort",   Icon::Clock,     1, ""},
    {ActionKind::KeepAwakeLong,    QT_TRANSLATE_NOOP("Action", "Keep awake for 8 h"),        "actionKeepAwakeLong",    Icon::Clock,     1, ""},
    {ActionKind::EndKeepAwake,     QT_TRANSLATE_NOOP("Action", "No longer keep awake"),      "actionEndKeepAwake",     Icon::Clock,     1, ""},
    {ActionKind::SendToCloud,      QT_TRANSLATE_NOOP("Action", "Send to Cloud…"),            "actionSendToCloud",      Icon::CloudUp,   2, ""},
    {ActionKind::PullFromCloud,    QT_TRANSLATE_NOOP("Action", "Pull from Cloud…"),          "actionPullFromCloud",    Icon::CloudDown, 2, ""},
    {ActionKind::OpenFolder,       QT_TRANSLATE_NOOP("Action", "Open in file manager"),      "actionOpenFolder",       Icon::Folder,    3, ""},
    {ActionKind::CopyPath,         QT_TRANSLATE_NOOP("Action", "Copy path"),                 "actionCopyPath",         Icon::Copy,      3, ""},
    {ActionKind::CopyBranch,       QT_TRANSLATE_NOOP("Action", "Copy branch name"),          "actionCopyBranch",       Icon::Copy,      3, ""},
    {ActionKind::CopySshCommand,   QT_TRANSLATE_NOOP("Action", "Copy SSH command"),          "actionCopySshCommand",   Icon::Copy,      3, ""},
    {ActionKind::Details,          QT_TRANSLATE_NOOP("Action", "People and usage…"),         "actionDetails",          Icon::Info,      3, ""},
    {ActionKind::ToggleSync,       QT_TRANSLATE_NOOP("Action", "Disable cloud sync"),        "actionToggleSync",       Icon::None,      4, ""},
    {ActionKind::ToggleAgent,      QT_TRANSLATE_NOOP("Action", "Let the VM use your SSH agent"), "actionToggleAgent",  Icon::None,      4, ""},
    {ActionKind::RemoveRepository, QT_TRANSLATE_NOOP("Action", "Remove repository from list"), "actionRemoveRepository", Icon::None,    4, ""},
    {ActionKind::Delete,           QT_TRANSLATE_NOOP("Action", "Delete cloud workspace…"),   "actionDelete",           Icon::Trash,     4, "Del"},
};
// clang-format on

const ActionStyle &styleOf(ActionKind kind)
{
    return styles[static_cast<int>(kind)];
}

} // namespace

QString actionWords(ActionKind kind)
{
    return QCoreApplication::translate("Action", styleOf(kind).words);
}

Icon actionIcon(ActionKind kind)
{
    return styleOf(kind).icon;
}

const Action *findAction(const QList<Action> &actions, ActionKind kind)
{
    const auto found = std::ranges::find(actions, kind, &Action::kind);
    return found == actions.end() ? nullptr : &*found;
}

QMenu *makeActionMenu(const QList<Action> &actions, QWidget *parent)
{
    auto *menu = new ActionMenu(parent);
    int group = -1;
    Icon before = Icon::None;
    for (const Action &action : actions) {
        const ActionStyle &style = styleOf(action.kind);
        if (group >= 0 && style.group != group)
            menu->addSeparator();
        group = style.group;
        const bool red = action.kind == ActionKind::Delete;
        // Only the first of a kind has it.
        const Icon own = style.icon == before ? Icon::None : style.icon;
        const Icon icon = action.checked.value_or(false) ? Icon::Check : own;
        before = style.icon;
        QAction *entry
            = menu->addAction(makeIcon(icon, red ? Token::ErrorText : Token::TextMuted),
                              action.words.isEmpty() ? actionWords(action.kind) : action.words);
        entry->setObjectName(QLatin1StringView(style.objectName));
        entry->setData(static_cast<int>(action.kind));
        entry->setEnabled(action.enabled);
        entry->setCheckable(action.checked.has_value());
        entry->setChecked(action.checked.value_or(false));
        entry->setToolTip(action.enabled ? action.hint : action.whyNot);
        entry->setProperty("hinted", !(action.enabled ? action.hint : action.whyNot).isEmpty());
        entry->setProperty("shortcutWords", QLatin1StringView(style.shortcut));
        entry->setProperty("red", red && action.enabled);
    }
    return menu;
}

} // namespace skybranch::ui

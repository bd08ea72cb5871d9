// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: what it can do, for shortcuts, menus and the palette.
#include "ui/dialogs/newworkspaceflow.h"
#include "ui/dialogs/repositoryflow.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/mainwindow.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/windowcommands.h"
#include "ui/ports/portsbutton.h"
#include "ui/ports/portsflow.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/sidebarcontroller.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/terminal/terminalview.h"
#include "ui/views/commandsview.h"
#include "ui/workspace/header.h"
#include "ui/workspace/rowactions.h"
#include "ui/workspace/workspacecontroller.h"
#include "ui/workspace/workspacepane.h"

#include <QAction>
#include <QMenu>

namespace skybranch::ui {
namespace {

constexpr int shortcutRows = 9;

QList<QKeySequence> keys(const char *first, const char *second = nullptr)
{
    QList<QKeySequence> all{QKeySequence(QLatin1StringView(first))};
    if (second)
        all << QKeySequence(QLatin1StringView(second));
    return all;
}

QString rowKeys(int place)
{
    return QStringLiteral("Ctrl+Shift+%1").arg(place + 1);
}

} // namespace

void MainWindow::makeCommands()
{
    m_commands->add({.id = QStringLiteral("palette"),
                     .words = tr("All commands…"),
                     .icon = Icon::Search,
                     .keys = keys("Ctrl+Shift+P"),
                     .run = [this] { openPalette(); },
                     .listed = false});
    m_commands->add({.id = QStringLiteral("newWorkspace"),
                     .words = tr("New Cloud Workspace…"),
                     .icon = Icon::CloudUp,
                     .keys = keys("Ctrl+Shift+N"),
                     .run = [this] { m_newWorkspace->ask(m_workspace->selected()); }});
    m_commands->add({.id = QStringLiteral("addRepository"),
                     .words = tr("Add repository…"),
                     .icon = Icon::Folder,
                     .keys = keys("Ctrl+Shift+O"),
                     .run = [this] { m_repositories->askForFolder(); }});
    m_commands->add({.id = QStringLiteral("cloneRepository"),
                     .words = tr("Clone from URL…"),
                     .icon = Icon::Link,
                     .run = [this] { m_repositories->askForUrl(); }});
    m_commands->add({.id = QStringLiteral("toggleSidebar"),
                     .words = tr("Show or hide the sidebar"),
                     .icon = Icon::Sidebar,
                     .keys = keys("Ctrl+B"),
                     .run = [this] { setSidebarShown(!m_sidebar->isVisible()); }});
    m_commands->add({.id = QStringLiteral("filterWorktrees"),
                     .words = tr("Filter worktrees"),
                     .icon = Icon::Search,
                     .keys = keys("Ctrl+Shift+L"),
                     .run = [this] {
                         setSidebarShown(true);
                         m_sidebar->focusFilter();
                     }});
    m_commands->add({.id = QStringLiteral("ports"),
                     .words = tr("Ports of this VM"),
                     .icon = Icon::Link,
                     .keys = keys("Ctrl+Shift+R"),
                     .run = [this] { m_workspace->ports()->toggle(); },
                     .whyNot =
                         [this] {
                             return m_pane->header()->ports()->hasVm() ? QString()
                                                                       : tr("No VM runs here.");
                         }});
    for (int place = 0; place < shortcutRows; ++place)
        m_commands->add({.id = QStringLiteral("goToRow%1").arg(place + 1),
                         .words = tr("Go to worktree %1").arg(place + 1),
                         .keys = {QKeySequence(rowKeys(place))},
                         .run = [this, place] { goToRow(place); },
                         .listed = false});
}

void MainWindow::makeTerminalCommands()
{
    const auto noTerminal = [this] {
        return m_terminals->currentView() ? QString() : tr("No terminal is open here.");
    };
    const auto add = [&](const char *id, const QString &words, Icon icon,
                         const QList<QKeySequence> &shortcuts, void (TerminalView::*act)()) {
        m_commands->add({.id = QLatin1StringView(id),
                         .words = words,
                         .icon = icon,
                         .keys = shortcuts,
                         .run =
                             [this, act] {
                                 if (TerminalView *view = m_terminals->currentView())
                                     (view->*act)();
                             },
                         .whyNot = noTerminal});
    };
    m_commands->add({.id = QStringLiteral("newTerminal"),
                     .words = tr("New terminal"),
                     .icon = Icon::Terminal,
                     .keys = keys("Ctrl+Shift+T"),
                     .run = [this] { m_workspace->newTerminal(); },
                     .whyNot =
                         [this] {
                             return m_workspace->selected().isEmpty() ? tr("Choose a branch first.")
                                                                      : QString();
                         }});
    m_commands->add({.id = QStringLiteral("closeTerminal"),
                     .words = tr("Close terminal"),
                     .icon = Icon::Close,
                     .keys = keys("Ctrl+Shift+W"),
                     .run = [this] { m_terminals->requestCloseCurrent(); },
                     .whyNot = noTerminal});
    m_commands->add({.id = QStringLiteral("renameTerminal"),
                     .words = tr("Rename terminal"),
                     .run = [this] { m_terminals->renameCurrent(); },
                     .whyNot = noTerminal});
    m_commands->add({.id = QStringLiteral("findInTerminal"),
                     .words = tr("Search in the terminal"),
                     .icon = Icon::Search,
                     .keys = keys("Ctrl+Shift+F"),
                     .run = [this] { m_pane->terminals()->openSearch(); },
                     .whyNot = noTerminal});
    m_commands->add({.id = QStringLiteral("terminalLinks"),
                     .words = tr("Links in the terminal"),
                     .icon = Icon::Link,
                     .keys = keys("Ctrl+Shift+U"),
                     .run = [this] { m_pane->terminals()->showLinks(); },
                     .whyNot = noTerminal});
    add("copy", tr("Copy"), Icon::Copy, keys("Ctrl+Shift+C"), &TerminalView::copy);
    add("paste", tr("Paste"), Icon::None, keys("Ctrl+Shift+V"), &TerminalView::paste);
    add("zoomIn", tr("Larger text in the terminal"), Icon::None, keys("Ctrl++", "Ctrl+="),
        &TerminalView::zoomIn);
    add("zoomOut", tr("Smaller text in the terminal"), Icon::None, keys("Ctrl+-"),
        &TerminalView::zoomOut);
    add("zoomReset", tr("Usual text size in the terminal"), Icon::None, keys("Ctrl+0"),
        &TerminalView::resetZoom);
    makeSplitCommands();
}

void MainWindow::makeSplitCommands()
{
    using Direction = TerminalSplits::Direction;
    const auto noTerminal = [this] {
        return m_terminals->currentView() ? QString() : tr("No terminal is open here.");
    };
    const auto noSplit = [this] {
        return m_terminals->hasSplits() ? QString() : tr("This terminal is not split.");
    };
    m_commands->add({.id = QStringLiteral("splitRight"),
                     .words = tr("Split the terminal to the right"),
                     .icon = Icon::Split,
                     .keys = keys("Ctrl+Shift+D"),
                     .run = [this] { m_terminals->split(Qt::Horizontal); },
                     .whyNot = noTerminal});
    m_commands->add({.id = QStringLiteral("splitBelow"),
                     .words = tr("Split the terminal below"),
                     .icon = Icon::Split,
                     .keys = keys("Ctrl+Shift+E"),
                     .run = [this] { m_terminals->split(Qt::Vertical); },
                     .whyNot = noTerminal});
    const auto go
        = [&](const char *id, const QString &words, const char *shortcut, Direction direction) {
              m_commands->add({.id = QLatin1StringView(id),
                               .words = words,
                               .keys = keys(shortcut),
                               .run = [this, direction] { m_pane->terminals()->goTo(direction); },
                               .whyNot = noSplit});
          };
    go("goLeft", tr("Go to the terminal at the left"), "Alt+Left", Direction::Left);
    go("goRight", tr("Go to the terminal at the right"), "Alt+Right", Direction::Right);
    go("goUp", tr("Go to the terminal above"), "Alt+Up", Direction::Up);
    go("goDown", tr("Go to the terminal below"), "Alt+Down", Direction::Down);
    m_commands->add({.id = QStringLiteral("nextTab"),
                     .words = tr("Next tab"),
                     .keys = keys("Ctrl+PgDown"),
                     .run = [this] { m_terminals->nextTab(1); },
                     .whyNot = noTerminal});
    m_commands->add({.id = QStringLiteral("previousTab"),
                     .words = tr("Previous tab"),
                     .keys = keys("Ctrl+PgUp"),
                     .run = [this] { m_terminals->nextTab(-1); },
                     .whyNot = noTerminal});
}

void MainWindow::makeSettingCommands()
{
    using Values = Settings::Values;
    const auto add = [this](const char *id, const QString &words,
                            const std::function<void(Values &)> &change) {
        m_commands->add({.id = QLatin1StringView(id),
                         .words = words,
                         .icon = Icon::Gear,
                         .group = Command::Group::Settings,
                         .run = [this, change] {
                             Values values = m_settings->values();
                             change(values);
                             m_settings->set(values);
                         }});
    };
    m_commands->add({.id = QStringLiteral("usage"),
                     .words = tr("Usage of the organisation…"),
                     .icon = Icon::Clock,
                     .group = Command::Group::Settings,
                     .run = [this] { m_actions->showUsage(); }});
    m_commands->add({.id = QStringLiteral("settings"),
                     .words = tr("Settings…"),
                     .icon = Icon::Gear,
                     .keys = keys("Ctrl+,"),
                     .group = Command::Group::Settings,
                     .run = [this] { openSettings(SettingsDialog::Page::Appearance); }});
    m_commands->add({.id = QStringLiteral("backend"),
                     .words = tr("Backend, sign in or out…"),
                     .icon = Icon::Cloud,
                     .group = Command::Group::Settings,
                     .run = [this] { openBackendSettings(); }});
    add("themeSystem", tr("Theme as the system has it"),
        [](Values &values) { values.theme = Theme::Mode::System; });
    add("themeLight", tr("Light theme"), [](Values &values) { values.theme = Theme::Mode::Light; });
    add("themeDark", tr("Dark theme"), [](Values &values) { values.theme = Theme::Mode::Dark; });
    add("density", tr("Compact or comfortable rows"),
        [](Values &values) { values.comfortable = !values.comfortable; });
    add("programsCopy", tr("Programs may copy to the clipboard, on or off"),
        [](Values &values) { values.terminal.programsCopy = !values.terminal.programsCopy; });
    add("copyOnSelect", tr("Copy on select, on or off"),
        [](Values &values) { values.terminal.copyOnSelect = !values.terminal.copyOnSelect; });
}

void MainWindow::fillMenu()
{
    auto *menu = m_sidebar->findChild<QMenu *>(QStringLiteral("newMenu"));
    menu->addSeparator();
    menu->addAction(m_commands->action(QStringLiteral("palette")));
    menu->addAction(m_commands->action(QStringLiteral("settings")));
}

void MainWindow::goToRow(int place)
{
    if (place >= m_rows->rowIds().size())
        return;
    showRow(m_rows->rowIds().at(place));
    m_terminals->focusCurrent();
}

QList<Command> MainWindow::rowCommands()
{
    RowContext context{.now = QDateTime::currentDateTimeUtc(),
                       .backendAnswers
                       = m_session.backend().state == client::BackendInfo::State::Ready};
    QList<Command> actions;
    QList<Command> rows;
    for (int place = 0; place < int(m_rows->rowIds().size()); ++place) {
        const QString id = m_rows->rowIds().at(place);
        const auto info = m_session.worktree(id);
        if (!info)
            continue;
        context.cloudSync = m_session.isCloudSyncEnabled(id);
        context.agent = m_session.isAgentForwarded(id);
        for (RowCommand &row : rowCommandsOf(*info, context)) {
            row.command.run = [this, id, kind = row.kind] { m_actions->run(id, kind); };
            actions << row.command;
        }
        rows << goToCommandOf(*info, context);
        rows.last().keys = place < shortcutRows ? rowKeys(place) : QString();
        rows.last().run = [this, id] {
            showRow(id);
            m_terminals->focusCurrent();
        };
    }
    // Of many worktrees' actions, those of the selected one come first.
    const QString selected = m_workspace->selected();
    std::ranges::stable_partition(
        actions, [&](const Command &command) { return command.id.endsWith(selected); });
    return actions + rows;
}

void MainWindow::openPalette()
{
    m_palette->open(m_commands->list() + m_workspace->ports()->commands() + rowCommands(),
                    m_lastUsed);
}

void MainWindow::openBackendSettings()
{
    openSettings(SettingsDialog::Page::Backend);
}

void MainWindow::openSettings(SettingsDialog::Page page)
{
    auto *dialog = new SettingsDialog(*m_settings, m_session, this);
    dialog->showPage(page);
    dialog->open();
}

} // namespace skybranch::ui

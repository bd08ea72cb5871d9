// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/dialogs/newworkspaceflow.h"
#include "ui/dialogs/repositoryflow.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/windowcommands.h"
#include "ui/ports/portsbutton.h"
#include "ui/settings.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/sidebarcontroller.h"
#include "ui/sidebar/worktreeview.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/widgets/focusring.h"
#include "ui/workspace/firststart.h"
#include "ui/workspace/header.h"
#include "ui/workspace/news.h"
#include "ui/workspace/notices.h"
#include "ui/workspace/rowactions.h"
#include "ui/workspace/workspacecontroller.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QSplitter>

namespace skybranch::ui {
namespace {

constexpr QSize firstSize(1200, 760);
constexpr QSize leastSize(720, 480);
constexpr int sidebarWidth = 260;

const QString geometryKey = QStringLiteral("geometry");
const QString splitterKey = QStringLiteral("splitter");
const QString selectionKey = QStringLiteral("selection");
const QString usedKey = QStringLiteral("commands");

constexpr qsizetype mostUsed = 12;

QString droppedFolder(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        const QFileInfo file(url.toLocalFile());
        if (url.isLocalFile() && file.isDir())
            return file.absoluteFilePath();
    }
    return {};
}

} // namespace

MainWindow::MainWindow(client::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_splitter(new QSplitter)
    , m_sidebar(new Sidebar)
    , m_pane(new WorkspacePane)
    , m_notices(new Notices(session, this))
    , m_terminals(new TerminalTabs(session, m_pane->terminals(), this))
    , m_actions(new RowActions(session, *m_terminals, *m_notices, this))
    , m_workspace(
          new WorkspaceController(session, m_pane, *m_terminals, *m_actions, *m_notices, this))
    , m_rows(new SidebarController(session, m_sidebar, this))
    , m_repositories(new RepositoryFlow(session, this))
    , m_settings(new Settings(session, this))
    , m_news(new News(
          session, [this](const QString &id) { return isInSight(id); }, this))
    , m_commands(new WindowCommands(this))
    , m_palette(new CommandPalette(this))
    , m_newWorkspace(new NewWorkspaceFlow(session, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Skybranch"));
    setAcceptDrops(true);
    makeParts();
    connectParts();
    makeCommands();
    makeTerminalCommands();
    makeSettingCommands();
    fillMenu();
    if (session.isLoaded())
        restore();
    m_workspace->select({});
    m_commands->refresh();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeParts()
{
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(m_pane);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({sidebarWidth, firstSize.width() - sidebarWidth});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    setMinimumSize(leastSize);
    resize(firstSize);
    new FocusRing(this);
}

void MainWindow::connectParts()
{
    WorktreeView *tree = m_sidebar->view();
    connect(tree, &WorktreeView::selected, this, &MainWindow::select);
    connect(tree, &WorktreeView::opened, m_actions, &RowActions::open);
    connect(tree, &WorktreeView::actionRequested, m_actions, &RowActions::run);
    connect(tree, &WorktreeView::menuMade, m_terminals,
            [this](const QString &rowId, QMenu *menu) { m_terminals->addTo(menu, rowId); });
    connect(m_actions, &RowActions::showRequested, this, &MainWindow::showRow);
    connect(m_terminals, &TerminalTabs::showRequested, this, &MainWindow::showRow);
    connect(&m_session, &client::Session::rowMoved, this, &MainWindow::followRow);
    connect(m_notices, &Notices::keyRequested, this, &MainWindow::openBackendSettings);
    connect(m_rows, &SidebarController::keyRequested, this, &MainWindow::openBackendSettings);
    connect(m_rows, &SidebarController::updated, this, &MainWindow::keepSelection);
    connect(m_sidebar, &Sidebar::filterLeft, m_terminals, &TerminalTabs::focusCurrent);

    connect(m_sidebar, &Sidebar::addRepositoryRequested, m_repositories,
            [this] { m_repositories->askForFolder(); });
    connect(m_sidebar, &Sidebar::cloneRequested, m_repositories,
            [this] { m_repositories->askForUrl(); });
    connect(m_pane->firstStart(), &FirstStart::addRepositoryRequested, m_repositories,
            [this] { m_repositories->askForFolder(); });
    connect(m_pane->firstStart(), &FirstStart::cloneRequested, m_repositories,
            [this] { m_repositories->askForUrl(); });
    connect(m_actions, &RowActions::cloneRequested, m_repositories, &RepositoryFlow::askForUrl);
    connect(m_actions, &RowActions::folderRequested, m_repositories,
            [this] { m_repositories->askForFolder(); });
    connect(m_repositories, &RepositoryFlow::left, m_actions, &RowActions::forgetAskedRepository);
    connect(m_repositories, &RepositoryFlow::failedElsewhere, m_notices,
            [this](const Error &error) { m_notices->tell({}, error); });
    connect(m_repositories, &RepositoryFlow::added, this, &MainWindow::showRow);
    connect(m_sidebar, &Sidebar::newWorkspaceRequested, m_newWorkspace,
            [this] { m_newWorkspace->ask(m_workspace->selected()); });
    connect(m_newWorkspace, &NewWorkspaceFlow::created, this, &MainWindow::showRow);
    connect(m_newWorkspace, &NewWorkspaceFlow::repositoryNeeded, m_repositories,
            [this] { m_repositories->askForFolder(); });
    connect(m_newWorkspace, &NewWorkspaceFlow::failedElsewhere, m_notices,
            [this](const Error &error) { m_notices->tell({}, error); });

    connect(m_pane->header(), &Header::sidebarRequested, this, [this] { setSidebarShown(true); });
    connect(m_workspace, &WorkspaceController::titleChanged, this, [this](const QString &title) {
        setWindowTitle(title.isEmpty() ? QStringLiteral("Skybranch")
                                       : tr("%1 - Skybranch").arg(title));
    });
    connect(&m_session, &client::Session::loaded, this, &MainWindow::restore);
    connect(m_palette, &CommandPalette::used, this, &MainWindow::noteUsed);
    connect(m_terminals, &TerminalTabs::changed, m_commands, &WindowCommands::refresh);
    connect(m_pane->header()->ports(), &PortsButton::changed, m_commands, &WindowCommands::refresh);
    connect(m_terminals, &TerminalTabs::told, m_news, &News::tell);
    connect(m_terminals, &TerminalTabs::attentionWanted, this,
            [this] { QApplication::alert(this); });
    connect(m_settings, &Settings::changed, this,
            [this] { m_pane->terminals()->setOptions(m_settings->values().terminal); });
}

void MainWindow::setNotifier(Notifier *notifier)
{
    m_news->setNotifier(notifier);
}

bool MainWindow::isInSight(const QString &worktreeId) const
{
    return isActiveWindow() && !isMinimized() && m_workspace->selected() == worktreeId;
}

void MainWindow::select(const QString &worktreeId)
{
    if (worktreeId == m_workspace->selected())
        return;
    m_workspace->select(worktreeId);
    m_session.setWindowState(selectionKey, worktreeId.toUtf8());
}

void MainWindow::showRow(const QString &worktreeId)
{
    m_wanted.clear();
    // A row that the filter hides is there too.
    const bool listed = m_sidebar->view()->select(worktreeId);
    if (listed || m_rows->rowIds().contains(worktreeId))
        select(worktreeId);
    else
        m_wanted = worktreeId;
}

/// After an update of the rows: what was waited for is there, or what was selected is gone.
void MainWindow::keepSelection()
{
    if (!m_wanted.isEmpty() && m_rows->rowIds().contains(m_wanted)) {
        showRow(std::exchange(m_wanted, {}));
        m_sidebar->view()->setFocus(Qt::OtherFocusReason);
    } else if (!m_rows->rowIds().contains(m_workspace->selected())) {
        m_workspace->select({});
    }
}

/// The same workspace, with a worktree or without: what is open of it and chosen goes along.
void MainWindow::followRow(const QString &fromId, const QString &toId)
{
    m_terminals->moveCloud(fromId, toId);
    if (m_workspace->selected() == fromId)
        m_wanted = toId;
}

void MainWindow::setSidebarShown(bool shown)
{
    m_sidebar->setVisible(shown);
    m_pane->header()->setSidebarHidden(!shown);
}

void MainWindow::restore()
{
    m_settings->load();
    m_terminals->restore();
    m_lastUsed = QString::fromUtf8(m_session.windowState(usedKey)).split(u'\n', Qt::SkipEmptyParts);
    restoreGeometry(m_session.windowState(geometryKey));
    m_splitter->restoreState(m_session.windowState(splitterKey));
    m_splitter->setHandleWidth(1);
    m_wanted = QString::fromUtf8(m_session.windowState(selectionKey));
    QWidget *first = m_sidebar->view();
    if (m_pane->page() == WorkspacePane::Page::FirstStart)
        first = m_pane->firstStart();
    first->setFocus(Qt::OtherFocusReason);
}

void MainWindow::noteUsed(const QString &commandId)
{
    m_lastUsed.removeAll(commandId);
    m_lastUsed.prepend(commandId);
    m_lastUsed = m_lastUsed.first(std::min(m_lastUsed.size(), mostUsed));
    m_session.setWindowState(usedKey, m_lastUsed.join(u'\n').toUtf8());
}

void MainWindow::save()
{
    m_session.setWindowState(geometryKey, saveGeometry());
    m_session.setWindowState(splitterKey, m_splitter->saveState());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    QWidget::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFolder(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_repositories->addDropped(droppedFolder(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace skybranch::ui

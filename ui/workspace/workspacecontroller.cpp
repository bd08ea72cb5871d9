// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/workspacecontroller.h"

#include "client/editor.h"
#include "ui/ports/portsflow.h"
#include "ui/terminal/terminalarea.h"
#include "ui/terminal/terminaltabs.h"
#include "ui/views/headerviews.h"
#include "ui/views/providerwords.h"
#include "ui/views/words.h"
#include "ui/widgets/ticker.h"
#include "ui/workspace/divergedflow.h"
#include "ui/workspace/errorpane.h"
#include "ui/workspace/firststart.h"
#include "ui/workspace/header.h"
#include "ui/workspace/notices.h"
#include "ui/workspace/provisioningpane.h"
#include "ui/workspace/rowactions.h"
#include "ui/workspace/syncbar.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QUrl>

namespace skybranch::ui {

using namespace std::chrono_literals;
using client::WorktreeInfo;
using domain::WorkspaceEvent;
using domain::WorkspaceStatus;
using Place = client::Terminal::Place;

namespace {

/// What the system's way of opening a file would show, and not run.
bool isPlainText(const QString &path)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFile(path);
    return type.inherits(QStringLiteral("text/plain")) && !QFileInfo(path).isExecutable()
        && !type.inherits(QStringLiteral("application/x-desktop"));
}

} // namespace

WorkspaceController::WorkspaceController(client::Session &session, WorkspacePane *pane,
                                         TerminalTabs &terminals, RowActions &actions,
                                         Notices &notices, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_terminals(terminals)
    , m_actions(actions)
    , m_notices(notices)
    , m_diverged(new DivergedFlow(session, pane->diverged(), this))
    , m_ports(new PortsFlow(session, pane->header()->ports(), this))
    , m_ticker(new Ticker(pane, this))
{
    connect(m_ticker, &Ticker::due, this, &WorkspaceController::update);
    connect(&session, &client::Session::worktreeChanged, this,
            &WorkspaceController::onWorktreeChanged);
    connect(&session, &client::Session::repositoriesChanged, this, &WorkspaceController::update);
    connect(&session, &client::Session::loaded, this, &WorkspaceController::update);
    connect(&session, &client::Session::backendChanged, this, &WorkspaceController::update);
    connect(&session, &client::Session::failed, this,
            [this](const QString &id, const Error &error) {
                if (!id.isEmpty() && error.code != ErrorCode::Cancelled)
                    m_notices.tell(id, error);
            });
    connect(&notices, &Notices::changed, this, &WorkspaceController::update);
    connect(&actions, &RowActions::terminalsRequested, this, [this](const QString &id) {
        m_terminalsOver = id;
        update();
    });
    connectPane();
    connectSyncBar();
    connectTerminals();
}

void WorkspaceController::connectPane()
{
    connect(m_pane->header(), &Header::menuMade, &m_terminals,
            [this](QMenu *menu) { m_terminals.addTo(menu, m_id); });
    connect(m_pane->header(), &Header::actionRequested, this, [this](ActionKind kind) {
        m_actions.run(m_id, kind);
        giveFocusBack();
    });
    connect(m_pane, &WorkspacePane::noticeActivated, this, [this](int link) {
        m_notices.activate(m_session.worktree(m_id).value_or(WorktreeInfo()), link);
        giveFocusBack();
    });
    connect(m_pane->provisioning(), &ProvisioningPane::cancelRequested, this,
            [this] { m_session.request(m_id, WorkspaceEvent::Cancel); });
    connect(m_pane->error(), &ErrorPane::retryRequested, this,
            [this] { m_session.request(m_id, WorkspaceEvent::Retry); });
    connect(m_pane->error(), &ErrorPane::deleteRequested, this,
            [this] { m_actions.askDelete(m_id); });
    connect(m_pane->error(), &ErrorPane::remedyRequested, this, &WorkspaceController::remedy);
}

void WorkspaceController::connectSyncBar()
{
    SyncBar *bar = m_pane->syncBar();
    connect(bar, &SyncBar::localRemoteActivated, this, [this] { onLink(false); });
    connect(bar, &SyncBar::remoteCloudActivated, this, [this] { onLink(true); });
    for (auto cancelled : {&SyncBar::localRemoteCancelled, &SyncBar::remoteCloudCancelled})
        connect(bar, cancelled, this, [this] { m_session.cancelOperation(m_id); });
    connect(bar, &SyncBar::enableCloudRequested, this, [this] { m_actions.enableCloud(m_id); });
    connect(m_diverged, &DivergedFlow::failed, &m_notices, &Notices::tell);
    connect(m_diverged, &DivergedFlow::closed, this, &WorkspaceController::giveFocusBack);
    connect(m_diverged, &DivergedFlow::terminalRequested, this,
            [this](const QString &id, DivergedPlace place) {
                m_terminals.open(id, place == DivergedPlace::Cloud ? Place::Cloud : Place::Local);
            });
    connect(bar, &SyncBar::refreshRequested, this, [this] { m_session.refresh(m_id); });
}

void WorkspaceController::connectTerminals()
{
    TerminalArea *area = m_pane->terminals();
    connect(area, &TerminalArea::newRequested, this, &WorkspaceController::newTerminal);
    connect(area, &TerminalArea::localTerminalRequested, this,
            [this] { m_terminals.open(m_id, Place::Local); });
    connect(area, &TerminalArea::cloudTerminalRequested, this,
            [this] { m_terminals.open(m_id, Place::Cloud); });
    connect(&m_terminals, &TerminalTabs::linkChosen, this,
            [](const QUrl &url) { QDesktopServices::openUrl(url); });
    connect(area, &TerminalArea::fileChosen, this, &WorkspaceController::openFile);
}

void WorkspaceController::openFile(const QString &path, int line, int column)
{
    if (client::openInEditor(path, line, column))
        return;
    if (isPlainText(path) && QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        return;
    m_notices.tell(m_id,
                   {ErrorCode::NotFound,
                    tr("%1 was not opened. Set VISUAL to your editor, such as code or kate, "
                       "before you start Skybranch.")
                        .arg(path)});
}

RowContext WorkspaceController::context() const
{
    const auto info = m_session.worktree(m_id).value_or(client::WorktreeInfo());
    return {.now = QDateTime::currentDateTimeUtc(),
            .backendAnswers = isAnswering(m_session.backend(), info),
            .cloudSync = m_session.isCloudSyncEnabled(m_id),
            .agent = m_session.isAgentForwarded(m_id)};
}

void WorkspaceController::select(const QString &worktreeId)
{
    if (worktreeId != m_id) {
        m_terminalsOver.clear();
        m_diverged->close();
    }
    m_id = worktreeId;
    m_session.setCurrent(m_id);
    m_terminals.show(m_id);
    m_ports->show(m_id);
    update();
}

void WorkspaceController::onWorktreeChanged(const QString &worktreeId)
{
    if (const auto info = m_session.worktree(worktreeId))
        takeStep(*info);
    if (worktreeId == m_id)
        update();
}

void WorkspaceController::takeStep(const WorktreeInfo &info)
{
    const bool told = info.cloud
        && (info.cloud->status == WorkspaceStatus::Provisioning
            || (info.cloud->status == WorkspaceStatus::Error && m_logs.contains(info.id)));
    if (told)
        m_logs[info.id].take(info, QDateTime::currentDateTimeUtc());
    else if (!info.cloud || info.cloud->status != WorkspaceStatus::Error)
        m_logs.remove(info.id);
}

void WorkspaceController::showNothing()
{
    const bool none = m_session.isLoaded() && m_session.repositories().isEmpty()
        && m_session.cloudOnly().isEmpty();
    const PlaceWords place = placeOf(m_session.backend());
    m_pane->firstStart()->setPlace(place.sentence, place.meaning, {});
    m_pane->showPage(none ? WorkspacePane::Page::FirstStart : WorkspacePane::Page::Choose);
    m_pane->setNotice(m_notices.viewOf({}));
    m_ticker->setPace(0s);
    Q_EMIT titleChanged({});
}

void WorkspaceController::update()
{
    const auto info = m_session.worktree(m_id);
    if (!info) {
        showNothing();
        return;
    }
    const RowContext now = context();
    const WorkspacePane::Page fitting = pageOf(*info);
    fillPane(*info, now);
    m_pane->header()->setView(headerOf(*info, now));
    m_pane->syncBar()->setView(syncBarOf(*info, now));
    m_pane->setNotice(m_notices.viewOf(*info));
    showPlaces(*info);
    const WorkspacePane::Page page
        = m_terminalsOver == m_id ? WorkspacePane::Page::Terminals : fitting;
    const bool arrives = m_pane->page() == WorkspacePane::Page::Provisioning
        && page == WorkspacePane::Page::Terminals;
    m_pane->showPage(page);
    if (arrives)
        m_terminals.focusCurrent();
    Q_EMIT titleChanged(QStringLiteral("%1 (%2)").arg(branchWords(*info), info->repositoryName));
    m_ticker->setPace(paceOf(*info, now.now));
}

void WorkspaceController::fillPane(const WorktreeInfo &info, const RowContext &now)
{
    const ProvisioningLog log = m_logs.value(info.id);
    const WorkspacePane::Page page = pageOf(info);
    if (page == WorkspacePane::Page::Provisioning) {
        ProvisioningView view = provisioningOf(info, log.starts(), now.now);
        view.log = log.text();
        m_pane->provisioning()->setView(view);
    } else if (page == WorkspacePane::Page::Error) {
        m_pane->error()->setView(errorOf(info, log.text()));
    }
}

void WorkspaceController::showPlaces(const WorktreeInfo &info)
{
    const bool cloud = info.cloud && info.cloud->status != WorkspaceStatus::Provisioning
        && info.cloud->status != WorkspaceStatus::Error;
    m_pane->terminals()->setPlaces(cloud, !info.isCloudOnly() && info.problem.isEmpty(),
                                   info.problem);
}

void WorkspaceController::newTerminal()
{
    const auto info = m_session.worktree(m_id);
    if (!info)
        return;
    const bool running = info->cloud && info->cloud->status == WorkspaceStatus::Running;
    if (running || info->isCloudOnly())
        m_terminals.open(m_id, Place::Cloud);
    else
        m_actions.run(m_id, ActionKind::OpenTerminal);
}

void WorkspaceController::onLink(bool cloudLink)
{
    const auto info = m_session.worktree(m_id);
    if (!info)
        return;
    const SyncBarView view = syncBarOf(*info, context());
    const LinkState state = (cloudLink ? view.remoteCloud : view.localRemote).state;
    if (info->isCloudOnly() && !cloudLink && state == LinkState::ToLeft)
        return m_actions.run(m_id, ActionKind::CreateWorktree);
    if (state == LinkState::Diverged)
        return m_diverged->open(m_id, cloudLink ? DivergedPlace::Cloud : DivergedPlace::Local);
    if (state == LinkState::ToRight)
        cloudLink ? m_session.pullInCloud(m_id) : m_session.push(m_id);
    else if (state == LinkState::ToLeft)
        cloudLink ? m_session.pushFromCloud(m_id) : m_session.pull(m_id);
    else if (state == LinkState::NoCloud)
        m_actions.enableCloud(m_id);
    giveFocusBack();
}

/// What was clicked is about to go; the terminal it belonged to goes on.
void WorkspaceController::giveFocusBack()
{
    if (m_pane->page() == WorkspacePane::Page::Terminals)
        m_terminals.focusCurrent();
}

void WorkspaceController::remedy(const QString &id)
{
    if (id == QLatin1StringView("send"))
        m_session.retryFromHere(m_id);
    else if (id == QLatin1StringView("register"))
        m_session.registerKey(m_id);
    else if (id == QLatin1StringView("copy"))
        m_session.askPublicKey(m_id);
}

} // namespace skybranch::ui

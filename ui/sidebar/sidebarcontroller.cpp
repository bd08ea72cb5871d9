// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebarcontroller.h"

#include "ui/sidebar/sidebar.h"
#include "ui/views/rowsview.h"
#include "ui/widgets/ticker.h"

#include <utility>

namespace skybranch::ui {

using namespace std::chrono_literals;
using client::BackendInfo;
using client::WorktreeInfo;

SidebarController::SidebarController(client::Session &session, Sidebar *sidebar, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_sidebar(sidebar)
    , m_ticker(new Ticker(sidebar, this))
{
    connect(m_ticker, &Ticker::due, this, &SidebarController::update);
    for (auto changed : {&client::Session::repositoriesChanged, &client::Session::loaded,
                         &client::Session::backendChanged})
        connect(&session, changed, this, &SidebarController::plan);
    connect(&session, &client::Session::worktreeChanged, this, &SidebarController::plan);
    connect(sidebar, &Sidebar::backendLinkActivated, this, &SidebarController::followLink);
    plan();
}

/// The backend can be started from here; an engine only by the user, who is told how.
void SidebarController::followLink()
{
    if (m_session.backend().state == BackendInfo::State::Ready)
        m_sidebar->explainBackend();
    else if (m_session.backend().needsKey)
        Q_EMIT keyRequested();
    else
        m_session.retryBackend();
}

/// Before the next picture: a timer would come after it, and leave the rows behind the header.
void SidebarController::plan()
{
    if (!std::exchange(m_planned, true))
        QMetaObject::invokeMethod(this, &SidebarController::update, Qt::QueuedConnection);
}

void SidebarController::update()
{
    m_planned = false;
    const BackendInfo backend = m_session.backend();
    RowContext context{.now = QDateTime::currentDateTimeUtc()};
    QSet<QString> providers;
    m_rowIds.clear();
    int running = 0;
    bool counts = backend.state == BackendInfo::State::Restarting;
    const auto take = [&](const WorktreeInfo &info) {
        context.cloudSync = m_session.isCloudSyncEnabled(info.id);
        context.agent = m_session.isAgentForwarded(info.id);
        context.backendAnswers = isAnswering(backend, info);
        m_rowIds << info.id;
        if (info.cloud) {
            providers.insert(info.cloud->providerType);
            running += info.cloud->status == domain::WorkspaceStatus::Running;
            counts = counts || info.cloud->status == domain::WorkspaceStatus::Provisioning;
        }
        return rowOf(info, context);
    };
    QList<RepositoryRow> rows;
    for (const client::RepositoryInfo &repository : m_session.repositories()) {
        rows << rowOf(repository);
        for (const WorktreeInfo &info : repository.worktrees)
            rows.last().worktrees << take(info);
    }
    QList<WorktreeRow> cloudOnly;
    for (const WorktreeInfo &info : m_session.cloudOnly())
        cloudOnly << take(info);
    m_sidebar->setContent(rows, cloudOnly);
    m_sidebar->setBackend(backendViewOf(backend, running, context.now, providers));
    m_ticker->setPace(counts ? 1s : 0s);
    Q_EMIT updated();
}

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cloudside.h"

#include "client/words.h"
#include "domain/names.h"

namespace skybranch::client {
namespace {

using domain::WorkspaceEvent;

/// Why a worktree can not go to the cloud; empty when it can.
QString obstacle(const WorktreeInfo &info, const RepositoryInfo *repository)
{
    if (!info.problem.isEmpty())
        return info.problem;
    if (info.branch.isEmpty())
        return Words::tr("No branch is checked out here. Check out a branch first.");
    return repository ? remoteObstacle(*repository) : QString();
}

bool endsConnections(WorkspaceEvent event)
{
    return event == WorkspaceEvent::Pause || event == WorkspaceEvent::Stop
        || event == WorkspaceEvent::Delete;
}

} // namespace

QString remoteObstacle(const RepositoryInfo &repository)
{
    if (!repository.problem.isEmpty())
        return repository.problem;
    if (repository.remoteUrl.isEmpty())
        return Words::tr("This repository has no remote. Add one with \"git remote add\", so "
                         "that local and cloud can meet.");
    if (const auto good = domain::checkRemoteUrl(repository.remoteUrl); !good)
        return good.error().message;
    if (repository.isShallow)
        return Words::tr("This is a shallow clone: it lacks older commits, which a VM needs. Run "
                         "\"git fetch --unshallow\" here, then try again.");
    return {};
}

CloudSide::CloudSide(const SessionConfig &config, RepositoryList &repositories,
                     Operations &operations, WorktreeSettings &settings, LocalSync &localSync)
    : m_repositories(repositories)
    , m_operations(operations)
    , m_settings(settings)
    , m_localSync(localSync)
    , m_sshFolder(config.dataFolder + QStringLiteral("/ssh"))
    , m_backend(config)
    , m_follower(m_mirror, QStringLiteral("cloud_workspaces"))
    , m_providerFollower(m_providers, QStringLiteral("providers"))
    , m_presenceFollower(m_presence, QStringLiteral("cloud_workspace_sessions"))
    , m_links(m_mirror)
    , m_presenceKeeper(m_links)
    , m_matching(repositories, settings, m_mirror)
    , m_seeder(config.gitProgram, config.dataFolder + QStringLiteral("/seed"), repositories,
               operations)
    , m_sync(operations)
{
    connectParts();
    connectPresence();
}

CloudSide::~CloudSide() = default;

void CloudSide::connectParts()
{
    connect(&m_mirror, &Mirror::loaded, this, &CloudSide::follow);
    connect(&m_mirror, &Mirror::listChanged, this, &CloudSide::listChanged);
    connect(&m_mirror, &Mirror::workspaceChanged, this, &CloudSide::onWorkspaceChanged);
    connect(&m_mirror, &Mirror::workspaceRemoved, this, &CloudSide::onWorkspaceRemoved);
    connect(&m_mirror, &Mirror::failed, this,
            [this](const Error &error) { Q_EMIT failed({}, error); });
    connect(&m_backend, &Backend::apiChanged, this, &CloudSide::onApiChanged);
    connect(&m_follower, &ShapeFollower::upToDate, this, &CloudSide::onUpToDate);
    connect(&m_follower, &ShapeFollower::troubled, &m_backend, &Backend::setTroubled);
    connect(&m_providers, &ProviderList::changed, this,
            [this] { m_backend.setProviders(m_providers.providers()); });
    connect(&m_links, &VmLinks::gitChanged, this, &CloudSide::onGitChanged);
    connect(&m_links, &VmLinks::terminalsChanged, this,
            [this](WorkspaceId id) { Q_EMIT terminalsChanged(m_matching.rowIdOf(id)); });
    connect(&m_repositories, &RepositoryList::worktreeChanged, this, &CloudSide::onWorktreeChanged);
    connect(&m_matching, &Matching::moved, this, &CloudSide::rowMoved);
    connect(&m_matching, &Matching::changed, this, [this](const QStringList &rows) {
        Q_EMIT listChanged();
        for (const QString &row : rows) {
            serveSeed(m_matching.workspaceOf(row));
            Q_EMIT rowChanged(row);
        }
        keepCurrent();
    });
    connect(&m_seeder, &Seeder::due, this, &CloudSide::serveSeed);
    // A seed that had to wait for another operation of its row.
    connect(&m_operations, &Operations::changed, this, [this](const QString &id) {
        if (const WorkspaceId workspace = m_matching.workspaceOf(id); !workspace.isNull())
            serveSeed(workspace);
    });
    // As one that had to wait before it could follow its VM.
    connect(&m_operations, &Operations::ended, this, [this](const QString &id) {
        if (const WorkspaceId workspace = m_matching.workspaceOf(id); !workspace.isNull())
            followVm(workspace);
    });
}

void CloudSide::start(std::shared_ptr<localdb::Database> database)
{
    m_mirror.load(localdb::MirrorStore(std::move(database), m_backend.source()));
    m_backend.start();
}

void CloudSide::onApiChanged()
{
    m_links.setApi(m_backend.api());
    m_presenceKeeper.setApi(m_backend.api());
    if (m_backend.api()) {
        m_providerFollower.follow(m_backend.api());
        m_presenceFollower.follow(m_backend.api());
    } else {
        m_providerFollower.stop();
        m_presenceFollower.stop();
        m_presence.clear();
    }
    follow();
}

void CloudSide::follow()
{
    m_matching.update();
    if (m_backend.api() && m_mirror.isLoaded())
        m_follower.follow(m_backend.api());
    else
        m_follower.stop();
}

void CloudSide::onUpToDate()
{
    // Away for a while, or asleep: the backend may have taken our connections for gone.
    if (m_backend.info().state != BackendInfo::State::Ready)
        m_presenceKeeper.beat();
    m_backend.setReachable();
    if (!m_mirror.lacksRepositories() || m_askingRepositories || !m_backend.api())
        return;
    m_askingRepositories = true;
    QCoro::connect(m_backend.api()->repositories(), this,
                   [this](const Result<QList<domain::Repository>> &repositories) {
                       m_askingRepositories = false;
                       if (repositories)
                           m_mirror.setRepositories(*repositories);
                   });
}

void CloudSide::onWorkspaceChanged(WorkspaceId id)
{
    serveSeed(id);
    keepCurrent();
    Q_EMIT rowChanged(m_matching.rowIdOf(id));
}

void CloudSide::onWorkspaceRemoved(WorkspaceId id)
{
    m_seeder.forget(id);
    m_followedHead.remove(id);
    m_toldHead.remove(id);
}

/// Only the desktop where cloud was enabled sends: another one may have another state of it.
void CloudSide::serveSeed(WorkspaceId id)
{
    const QString path = m_settings.pathOf(id);
    const auto workspace = m_mirror.workspace(id);
    if (path.isEmpty() || !workspace)
        return;
    if (workspace->status != domain::WorkspaceStatus::Provisioning) {
        m_seeder.discardUnserved(id);
        return;
    }
    if (VmLink *link = m_links.link(id))
        m_seeder.serve(link, path, m_settings.value(path).sendUnpushed);
}

void CloudSide::onGitChanged(WorkspaceId id)
{
    Q_EMIT rowChanged(m_matching.rowIdOf(id));
    followVm(id);
}

void CloudSide::followVm(WorkspaceId id)
{
    const QString path = m_matching.pathOf(id);
    const VmLink *link = m_links.existing(id);
    const WorktreeInfo *local = m_repositories.worktree(path);
    const auto git = link ? link->git() : std::nullopt;
    if (!local || !git || !link->isReachable())
        return;
    // What the VM has and the remote has too, and this computer has not: it is worth a fetch.
    const bool isAtRemote = git->distance.isInStep() && link->repository()->hasUpstream;
    const bool isHereToo = git->head == local->headId && local->distance.isInStep();
    if (!isAtRemote || isHereToo || m_followedHead.value(id) == git->head)
        return;
    if (m_localSync.follow(path))
        m_followedHead.insert(id, git->head);
}

/// What this computer has and the remote has too, and the VM has not: it need not wait until its
/// next look at the remote.
void CloudSide::onWorktreeChanged(const QString &path)
{
    const WorkspaceId id = m_matching.workspaceOf(path);
    VmLink *link = m_links.existing(id);
    const WorktreeInfo *local = m_repositories.worktree(path);
    const auto git = link ? link->git() : std::nullopt;
    if (!local || !git || !link->isReachable())
        return;
    const bool isAtRemote = local->hasUpstream && local->distance.isInStep();
    if (!isAtRemote || git->head == local->headId || m_toldHead.value(id) == local->headId)
        return;
    m_toldHead.insert(id, local->headId);
    m_sync.fetch(link);
}

bool CloudSide::requireApi(const QString &id)
{
    if (m_backend.api())
        return true;
    Q_EMIT failed(id,
                  {ErrorCode::Unavailable,
                   Words::tr("The backend is not there yet. Try again in a moment."),
                   m_backend.info().problem});
    return false;
}

void CloudSide::enableCloud(const QString &path, bool withUnpushed)
{
    const WorktreeInfo *info = m_repositories.worktree(path);
    if (!info || m_creating.contains(path) || !requireApi(path))
        return;
    const RepositoryInfo *repository = m_repositories.repository(info->repositoryId);
    if (const QString problem = obstacle(*info, repository); !problem.isEmpty()) {
        Q_EMIT failed(path, {ErrorCode::Conflict, problem, {}});
        return;
    }
    if (!m_matching.workspaceOf(path).isNull()) {
        Q_EMIT failed(
            path, {ErrorCode::Conflict, Words::tr("This worktree is in the cloud already."), {}});
        return;
    }
    m_creating.insert(path);
    QCoro::connect(createWorkspaceOf(m_backend.api(), repository->remoteUrl,
                                     {.name = domain::workspaceNameOf(info->branch),
                                      .branch = info->branch,
                                      .seed = domain::SeedSource::Desktop}),
                   this, [this, path, withUnpushed](const Result<domain::Workspace> &workspace) {
                       takeCreated(path, withUnpushed, workspace);
                   });
}

void CloudSide::takeCreated(const QString &path, bool withUnpushed,
                            const Result<domain::Workspace> &workspace)
{
    m_creating.remove(path);
    const WorktreeInfo *info = m_repositories.worktree(path);
    if (!workspace || !info) {
        if (!workspace)
            Q_EMIT failed(path, workspace.error());
        return;
    }
    adopt(path, info->repositoryId, *workspace, withUnpushed);
}

void CloudSide::adopt(const QString &path, qint64 repositoryId, const domain::Workspace &workspace,
                      bool withUnpushed)
{
    m_settings.setCloudWorkspace(path, repositoryId, workspace.id, withUnpushed);
    m_seeder.prepare(workspace.id, path, workspace.branch, withUnpushed);
    serveSeed(workspace.id);
}

QSet<QString> CloudSide::branchesInCloud(const QString &url) const
{
    QSet<QString> branches;
    for (const domain::Workspace &workspace : m_mirror.workspaces()) {
        const auto repository = m_mirror.repository(workspace.repositoryId);
        if (repository && isSameRemote(repository->url, url))
            branches.insert(workspace.branch);
    }
    return branches;
}

void CloudSide::request(const QString &rowId, WorkspaceEvent event)
{
    const WorkspaceId id = m_matching.workspaceOf(rowId);
    if (id.isNull() || !requireApi(rowId))
        return;
    // In order and before the VM freezes, or keep-alives would end them some time.
    if (VmLink *link = m_links.existing(id); link && endsConnections(event))
        link->hold();
    QCoro::connect(m_backend.api()->request(id, event), this,
                   [this, id, rowId](const Result<domain::Workspace> &workspace) {
                       if (VmLink *link = m_links.existing(id))
                           link->releaseAfter(workspace ? workspace->updatedAt : QDateTime());
                       if (!workspace)
                           Q_EMIT failed(rowId, workspace.error());
                   });
}

void CloudSide::retryFromHere(const QString &path)
{
    const WorkspaceId id = m_matching.workspaceOf(path);
    const WorktreeInfo *info = m_repositories.worktree(path);
    if (id.isNull() || !info || !requireApi(path))
        return;
    m_settings.setCloudWorkspace(path, info->repositoryId, id, true);
    QCoro::connect(m_backend.api()->retry(id, domain::SeedSource::Desktop), this,
                   [this, path](const Result<domain::Workspace> &workspace) {
                       if (!workspace)
                           Q_EMIT failed(path, workspace.error());
                   });
}

void CloudSide::setCurrent(const QString &rowId)
{
    m_current = rowId;
    keepCurrent();
}

void CloudSide::keepCurrent()
{
    const WorkspaceId id = m_matching.workspaceOf(m_current);
    const bool isThere = m_mirror.workspace(id).has_value();
    if (isThere && id == m_currentWorkspace && m_currentUse)
        return;
    m_currentWorkspace = id;
    VmLink *link = isThere ? m_links.link(id) : nullptr;
    auto use = link ? std::make_unique<VmLinkUse>(link) : nullptr;
    m_currentUse = std::move(use);
}

VmLink *CloudSide::linkOf(const QString &rowId)
{
    return m_links.link(m_matching.workspaceOf(rowId));
}

VmTerminals *CloudSide::terminalsOf(const QString &rowId)
{
    return linkOf(rowId) ? m_links.terminals(m_matching.workspaceOf(rowId)) : nullptr;
}

QString CloudSide::remoteUrlOf(const QString &rowId) const
{
    const auto workspace = m_mirror.workspace(m_matching.workspaceOf(rowId));
    const auto repository = workspace ? m_mirror.repository(workspace->repositoryId) : std::nullopt;
    return repository ? repository->url : QString();
}

QList<WorktreeInfo> CloudSide::cloudOnly() const
{
    QList<WorktreeInfo> rows;
    for (const domain::Workspace &workspace : m_mirror.workspaces()) {
        if (m_matching.pathOf(workspace.id).isEmpty())
            rows.append(rowOf(workspace));
    }
    return rows;
}

std::optional<WorktreeInfo> CloudSide::cloudOnlyRow(const QString &id) const
{
    const auto workspace = m_mirror.workspace(m_matching.workspaceOf(id));
    if (!workspace || cloudRowId(workspace->id) != id
        || !m_matching.pathOf(workspace->id).isEmpty())
        return std::nullopt;
    return rowOf(*workspace);
}

WorktreeInfo CloudSide::rowOf(const domain::Workspace &workspace) const
{
    WorktreeInfo info;
    info.id = cloudRowId(workspace.id);
    info.branch = workspace.branch;
    const auto repository = m_mirror.repository(workspace.repositoryId);
    if (repository) {
        info.repositoryName = repository->name;
        info.remoteLabel = domain::remoteHostLabel(repository->url);
        info.hasRemote = true;
    }
    describeCloud(info, workspace.id);
    return info;
}

void CloudSide::describe(WorktreeInfo &info) const
{
    describeCloud(info, m_matching.workspaceOf(info.id));
}

} // namespace skybranch::client

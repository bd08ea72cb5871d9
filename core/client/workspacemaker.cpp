// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/workspacemaker.h"

#include "base/log.h"
#include "client/words.h"
#include "client/worktreeplan.h"

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

Q_LOGGING_CATEGORY(logMaker, "skybranch.client.maker")

/// It may have been accepted all the same.
bool isUncertain(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Timeout:
    case ErrorCode::Unavailable:
    case ErrorCode::Cancelled:
    case ErrorCode::Internal:
    case ErrorCode::TooLarge:
        return true;
    default:
        return false;
    }
}

/// The workspace that the backend has made for @p pending, if it has.
Task<std::optional<domain::Workspace>> findMade(std::shared_ptr<ApiClient> api,
                                                localdb::PendingCreation pending)
{
    const auto workspace = co_await api->workspace(pending.workspaceId);
    if (!workspace && workspace.error().code == ErrorCode::NotFound)
        co_return std::optional<domain::Workspace>();
    if (!workspace)
        co_return failure(workspace);
    co_return std::optional(*workspace);
}

} // namespace

struct WorkspaceMaker::Job
{
    NewWorkspace request;
    QString url; ///< of the remote
    git::GitCall call; ///< in the main worktree
    QThreadPool *pool = nullptr; ///< not there any more once it is abandoned
    localdb::DesktopStore store;
    std::shared_ptr<ApiClient> api;
    QString source;
    StopSource stop;
    localdb::PendingCreation pending;
    bool isAbandoned = false; ///< the desktop ends; the next start goes on
    bool isOpen = false; ///< nobody knows yet whether the backend has accepted
};

WorkspaceMaker::WorkspaceMaker(QString gitProgram, RepositoryList &repositories, CloudSide &cloud)
    : m_gitProgram(std::move(gitProgram))
    , m_repositories(repositories)
    , m_cloud(cloud)
{
    connect(&cloud.backend(), &Backend::changed, this, &WorkspaceMaker::resolveLeft);
}

WorkspaceMaker::~WorkspaceMaker()
{
    if (!m_job)
        return;
    m_job->isAbandoned = true;
    m_job->stop.request_stop();
}

git::GitCall WorkspaceMaker::callIn(const QString &folder) const
{
    git::GitCall call;
    call.folder = folder;
    call.program.program = m_gitProgram;
    return call;
}

Result<std::shared_ptr<WorkspaceMaker::Job>>
WorkspaceMaker::jobFor(const NewWorkspace &request) const
{
    const RepositoryInfo *repository = m_repositories.repository(request.repositoryId);
    if (!repository || !m_store)
        return failure(ErrorCode::NotFound,
                       Words::tr("This repository is not in the list any more. Add it again."));
    if (const QString problem = remoteObstacle(*repository); !problem.isEmpty())
        return failure(ErrorCode::Conflict, problem);
    for (const auto &checked :
         {domain::checkBranchName(request.branch), domain::checkWorkspaceName(request.name),
          domain::checkAutoStopMinutes(request.autoStopMinutes)}) {
        if (!checked)
            return failure(checked);
    }
    if (m_cloud.branchesInCloud(repository->remoteUrl).contains(request.branch))
        return failure(ErrorCode::Conflict,
                       Words::tr("The branch \"%1\" is in the cloud already.").arg(request.branch));
    const auto api = m_cloud.backend().api();
    if (!api)
        return failure(ErrorCode::Unavailable,
                       Words::tr("The backend is not there yet. Try again in a moment."),
                       m_cloud.backend().info().problem);
    Job job{.request = request,
            .url = repository->remoteUrl,
            .call = callIn(repository->folder),
            .pool = m_repositories.pool(),
            .store = *m_store,
            .api = api,
            .source = m_cloud.backend().source()};
    return std::make_shared<Job>(std::move(job));
}

void WorkspaceMaker::make(const NewWorkspace &request)
{
    if (m_job)
        return;
    const auto job = jobFor(request);
    if (!job) {
        Q_EMIT failed(job.error());
        return;
    }
    m_job = *job;
    QCoro::connect(makeBoth(m_job), this,
                   [this](const Result<domain::Workspace> &workspace) { finish(workspace); });
}

void WorkspaceMaker::cancel()
{
    if (m_job)
        m_job->stop.request_stop();
}

Task<domain::Workspace> WorkspaceMaker::makeBoth(std::shared_ptr<Job> job)
{
    const auto plan = co_await git::readRepository(
        job->pool, job->call.folder, [request = job->request](const git::Repository &repository) {
            return planWorktree(repository, request);
        });
    if (!plan)
        co_return failure(plan);
    if (job->stop.stop_requested())
        co_return cancelled();
    job->pending = {.path = plan->worktree.folder,
                    .repositoryId = job->request.repositoryId,
                    .branch = job->request.branch,
                    .startId = plan->startId,
                    .madeBranch = plan->makesBranch,
                    .workspaceId = WorkspaceId::create(),
                    .source = job->source};
    if (auto saved = co_await job->store.savePending(job->pending); !saved)
        co_return failure(saved);
    git::GitCall call = job->call;
    call.stop = job->stop.get_token();
    auto added = co_await git::addWorktree(call, plan->worktree);
    if (added) {
        job->pending.asked = true;
        added = co_await job->store.savePending(job->pending);
    }
    if (!added)
        co_return failure(co_await takeBack(job, added.error()));
    co_return co_await makeInCloud(job);
}

Task<domain::Workspace> WorkspaceMaker::makeInCloud(std::shared_ptr<Job> job)
{
    auto workspace = co_await createWorkspaceOf(job->api, job->url,
                                                {.name = job->request.name,
                                                 .branch = job->request.branch,
                                                 .placement = job->request.placement,
                                                 .seed = domain::SeedSource::Desktop,
                                                 .autoStopMinutes = job->request.autoStopMinutes,
                                                 .provider = job->request.provider,
                                                 .id = job->pending.workspaceId});
    if (!workspace && isUncertain(workspace.error().code) && !job->isAbandoned) {
        const auto found = co_await findMade(job->api, job->pending);
        job->isOpen = !found;
        if (found && *found)
            workspace = **found;
    }
    if (!workspace && job->isOpen)
        co_return failure(ErrorCode::Unavailable,
                          Words::tr("The backend went away before it answered. When it is back, "
                                    "Skybranch keeps both the "
                                    "worktree and the cloud workspace, or neither."),
                          workspace.error().detail);
    if (!workspace)
        co_return failure(co_await takeBack(job, workspace.error()));
    // What is cancelled only now has to be deleted there, or both stay.
    if (job->stop.stop_requested() && !job->isAbandoned
        && co_await job->api->request(workspace->id, domain::WorkspaceEvent::Delete))
        co_return failure(co_await takeBack(job, cancelled().error()));
    co_return workspace;
}

/// Always gives an error: @p why, or what stays behind.
Task<> WorkspaceMaker::takeBack(std::shared_ptr<Job> job, Error why)
{
    if (job->isAbandoned)
        co_return std::unexpected(why);
    // Once it is whole somebody may work in it; before, what is there is half of what git writes.
    const bool isWhole = job->pending.asked;
    const auto undone = co_await undoWorktree(job->call, job->pool, job->pending, !isWhole);
    if (!undone) {
        why.message += u" The worktree %1 could not be removed again: %2"_s.arg(
            job->pending.path, undone.error().message);
        why.code = why.code == ErrorCode::Cancelled ? ErrorCode::Conflict : why.code;
        why.detail += undone.error().detail;
    }
    if (undone || job->isAbandoned)
        co_await job->store.removePending(job->pending.path);
    co_return std::unexpected(why);
}

void WorkspaceMaker::finish(const Result<domain::Workspace> &workspace)
{
    const std::shared_ptr<Job> job = std::exchange(m_job, nullptr);
    m_repositories.reread(job->call.folder);
    if (!workspace) {
        qCWarning(logMaker) << describe(workspace.error());
        Q_EMIT failed(workspace.error());
        if (job->isOpen) {
            m_left.append(job->pending);
            // The backend may be back already.
            resolveLeft();
        }
        return;
    }
    adopt(job->pending, *workspace);
    Q_EMIT made(job->pending.path);
}

void WorkspaceMaker::adopt(const localdb::PendingCreation &pending,
                           const domain::Workspace &workspace)
{
    m_cloud.adopt(pending.path, pending.repositoryId, workspace, true);
    forget(pending);
}

void WorkspaceMaker::forget(const localdb::PendingCreation &left)
{
    m_left.removeAll(left);
    QCoro::connect(m_store->removePending(left.path), this, [](const Result<> &removed) {
        if (!removed)
            qCWarning(logMaker) << describe(removed.error());
    });
}

void WorkspaceMaker::load(localdb::DesktopStore store, const QList<localdb::PendingCreation> &left)
{
    m_store = std::move(store);
    m_left = left;
    resolveLeft();
}

void WorkspaceMaker::resolveLeft()
{
    for (const localdb::PendingCreation &left : QList(m_left)) {
        if (m_resolving.contains(left.path))
            continue;
        if (!left.asked)
            undoLeft(left);
        else if (m_cloud.backend().info().state == BackendInfo::State::Ready
                 && m_cloud.backend().source() == left.source)
            resolve(left);
    }
}

void WorkspaceMaker::resolve(const localdb::PendingCreation &left)
{
    // What has just been reached is not there any more; the next change of the backend asks again.
    if (!m_cloud.backend().api())
        return;
    m_resolving.insert(left.path);
    QCoro::connect(findMade(m_cloud.backend().api(), left), this,
                   [this, left](const Result<std::optional<domain::Workspace>> &found) {
                       takeResolved(left, found);
                   });
}

void WorkspaceMaker::takeResolved(const localdb::PendingCreation &left,
                                  const Result<std::optional<domain::Workspace>> &found)
{
    m_resolving.remove(left.path);
    if (!found)
        qCWarning(logMaker) << describe(found.error());
    else if (*found)
        adopt(left, **found);
    else
        undoLeft(left);
}

void WorkspaceMaker::undoLeft(const localdb::PendingCreation &left)
{
    const RepositoryInfo *repository = m_repositories.repository(left.repositoryId);
    if (!repository)
        return;
    m_resolving.insert(left.path);
    const QString folder = repository->folder;
    QCoro::connect(undoWorktree(callIn(folder), m_repositories.pool(), left, false), this,
                   [this, left, folder](const Result<> &undone) {
                       m_resolving.remove(left.path);
                       m_repositories.reread(folder);
                       // What stays for another reason is tried again at the next change.
                       if (undone || undone.error().code == ErrorCode::Conflict)
                           forget(left);
                       if (!undone)
                           Q_EMIT kept(undone.error());
                   });
}

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/worktreebringer.h"

#include "client/words.h"
#include "client/worktreeplan.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr std::chrono::minutes fetchTime(10);

Result<WorktreePlan> planBringing(const git::Repository &repository, const NewWorkspace &wanted)
{
    const auto worktrees = repository.worktrees();
    if (!worktrees)
        return failure(worktrees);
    const auto other = std::ranges::find(*worktrees, wanted.branch, &git::Worktree::branch);
    if (other != worktrees->end())
        return failure(ErrorCode::Conflict,
                       Words::tr("The branch \"%1\" is checked out in %2. Check out another branch "
                                 "there first, then try again.")
                           .arg(wanted.branch, other->path));
    auto plan = planWorktree(repository, wanted);
    if (!plan && plan.error().code == ErrorCode::NotFound)
        return failure(ErrorCode::NotFound,
                       Words::tr("The remote does not have the branch \"%1\" yet. Push it from the "
                                 "cloud, then try again.")
                           .arg(wanted.branch),
                       plan.error().detail);
    return plan;
}

} // namespace

struct WorktreeBringer::Job
{
    QPointer<WorktreeBringer> owner; ///< null: the desktop ends, and the pool with it
    git::GitCall call; ///< in the main worktree
    QThreadPool *pool = nullptr;
    localdb::DesktopStore store;
    localdb::PendingCreation pending;
};

WorktreeBringer::WorktreeBringer(QString gitProgram, RepositoryList &repositories,
                                 Operations &operations, WorktreeSettings &settings,
                                 CloudSide &cloud)
    : m_gitProgram(std::move(gitProgram))
    , m_repositories(repositories)
    , m_operations(operations)
    , m_settings(settings)
    , m_cloud(cloud)
{
}

void WorktreeBringer::load(localdb::DesktopStore store)
{
    m_store = std::move(store);
}

git::GitCall WorktreeBringer::callIn(const QString &folder) const
{
    git::GitCall call;
    call.folder = folder;
    call.program.program = m_gitProgram;
    return call;
}

const RepositoryInfo *WorktreeBringer::repositoryOf(const QString &rowId) const
{
    const QString url = m_cloud.remoteUrlOf(rowId);
    for (const RepositoryInfo &info : m_repositories.repositories()) {
        if (info.problem.isEmpty() && !info.remoteUrl.isEmpty()
            && isSameRemote(info.remoteUrl, url))
            return m_repositories.repository(info.id);
    }
    return nullptr;
}

void WorktreeBringer::bring(const QString &rowId)
{
    const auto row = m_cloud.cloudOnlyRow(rowId);
    const RepositoryInfo *repository = repositoryOf(rowId);
    if (!row || !row->cloud || !repository || !m_store)
        return;
    const auto stop = m_operations.begin(rowId, Operation::CreateWorktree);
    if (!stop)
        return;
    Job job{.owner = this,
            .call = callIn(repository->folder),
            .pool = m_repositories.pool(),
            .store = *m_store,
            .pending = {.path = newWorktreeFolder(repository->folder, row->branch),
                        .repositoryId = repository->id,
                        .branch = row->branch,
                        .workspaceId = row->cloud->id,
                        .source = m_cloud.backend().source()}};
    job.call.stop = *stop;
    job.call.timeout = fetchTime;
    job.call.onProgress = [owner = job.owner, rowId](const git::Progress &progress) {
        if (owner)
            owner->m_operations.setProgress(rowId, progressText(progress));
    };
    QCoro::connect(make(job), this,
                   [this, rowId, workspace = row->cloud->id, folder = repository->folder](
                       const auto &made) { finish(rowId, workspace, folder, made); });
}

Task<localdb::PendingCreation> WorktreeBringer::make(Job job)
{
    const auto fetched = co_await git::fetch(job.call);
    if (job.call.stop.stop_requested())
        co_return cancelled();
    const NewWorkspace wanted{.branch = job.pending.branch, .folder = job.pending.path};
    const auto plan = co_await git::readRepository(
        job.pool, job.call.folder,
        [wanted](const git::Repository &repository) { return planBringing(repository, wanted); });
    // What is known here already needs no remote.
    if (!plan && plan.error().code == ErrorCode::NotFound && !fetched)
        co_return failure(fetched);
    if (!plan)
        co_return failure(plan);
    if (job.call.stop.stop_requested())
        co_return cancelled();
    job.pending.path = plan->worktree.folder;
    job.pending.startId = plan->startId;
    job.pending.madeBranch = plan->makesBranch;
    if (auto saved = co_await job.store.savePending(job.pending); !saved)
        co_return failure(saved);
    const auto added = co_await git::addWorktree(job.call, plan->worktree);
    if (!added && job.owner) {
        git::GitCall call = job.call;
        call.stop = {};
        co_await undoWorktree(call, job.pool, job.pending, true);
    }
    if (job.owner)
        co_await job.store.removePending(job.pending.path);
    if (!added)
        co_return failure(added);
    localdb::PendingCreation made = job.pending;
    co_return made;
}

void WorktreeBringer::finish(const QString &rowId, WorkspaceId workspace, const QString &mainFolder,
                             const Result<localdb::PendingCreation> &made)
{
    if (!made) {
        m_operations.end(rowId, failure(made));
        return;
    }
    m_made.insert(made->path, *made);
    m_settings.setCloudWorkspace(made->path, made->repositoryId, workspace, false);
    m_operations.end(rowId, {});
    m_repositories.reread(mainFolder);
    Q_EMIT brought(rowId, made->path);
}

void WorktreeBringer::undo(const QString &path)
{
    const RepositoryInfo *repository = m_repositories.repository(m_made.value(path).repositoryId);
    if (!repository)
        return;
    const localdb::PendingCreation made = m_made.take(path);
    QCoro::connect(undoWorktree(callIn(repository->folder), m_repositories.pool(), made, false),
                   this, [this, made](const Result<> &undone) { finishUndo(made, undone); });
}

void WorktreeBringer::finishUndo(const localdb::PendingCreation &made, const Result<> &undone)
{
    if (undone)
        m_settings.setCloudWorkspace(made.path, made.repositoryId, {}, false);
    else if (undone.error().code == ErrorCode::Conflict)
        Q_EMIT failed(
            made.path,
            {ErrorCode::Conflict,
             Words::tr("Somebody has worked in %1 meanwhile, so it stays.").arg(made.path),
             undone.error().detail});
    else
        Q_EMIT failed(made.path, undone.error());
    if (const RepositoryInfo *repository = m_repositories.repository(made.repositoryId))
        m_repositories.reread(repository->folder);
}

} // namespace skybranch::client

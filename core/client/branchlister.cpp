// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/branchlister.h"

#include "client/worktreeplan.h"

namespace skybranch::client {
namespace {

constexpr std::chrono::minutes fetchTime(2);

} // namespace

BranchLister::BranchLister(QString gitProgram, RepositoryList &repositories, const CloudSide &cloud)
    : m_gitProgram(std::move(gitProgram))
    , m_repositories(repositories)
    , m_cloud(cloud)
{
}

BranchLister::~BranchLister()
{
    m_stop.request_stop();
}

void BranchLister::ask(qint64 repositoryId)
{
    leave();
    const RepositoryInfo *repository = m_repositories.repository(repositoryId);
    if (!repository)
        return;
    m_asked = repositoryId;
    if (repository->problem.isEmpty() && !repository->remoteUrl.isEmpty())
        fetch(*repository);
    read();
}

void BranchLister::leave()
{
    m_stop.request_stop();
    m_stop = StopSource(std::nostopstate);
    m_asked = 0;
    m_isFetching = false;
    m_fetchProblem.clear();
}

void BranchLister::fetch(const RepositoryInfo &repository)
{
    m_isFetching = true;
    m_stop = StopSource();
    git::GitCall call;
    call.folder = repository.folder;
    call.program.program = m_gitProgram;
    call.stop = m_stop.get_token();
    call.timeout = fetchTime;
    QCoro::connect(git::fetch(call), this, [this, stop = call.stop](const Result<> &fetched) {
        if (stop.stop_requested())
            return;
        m_isFetching = false;
        m_fetchProblem = fetched ? QString() : fetched.error().message;
        read();
    });
}

void BranchLister::read()
{
    const RepositoryInfo *repository = m_repositories.repository(m_asked);
    if (!repository)
        return;
    auto reading = git::readRepository(m_repositories.pool(), repository->folder, readBranches);
    QCoro::connect(std::move(reading), this,
                   [this, id = m_asked](const Result<BranchList> &list) { take(id, list); });
}

void BranchLister::take(qint64 repositoryId, const Result<BranchList> &branches)
{
    const RepositoryInfo *repository = m_repositories.repository(repositoryId);
    if (!repository || repositoryId != m_asked)
        return;
    BranchList list = branches ? *branches : BranchList{.problem = branches.error().message};
    const QSet<QString> inCloud = m_cloud.branchesInCloud(repository->remoteUrl);
    for (BranchChoice &choice : list.branches)
        choice.inCloud = inCloud.contains(choice.name);
    list.isFetching = m_isFetching;
    list.fetchProblem = m_fetchProblem;
    Q_EMIT known(repositoryId, list);
}

} // namespace skybranch::client

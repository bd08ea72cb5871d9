// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/repositoryreading.h"

#include <QFileInfo>

#include <algorithm>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;
using domain::Divergence;
using wire::RepositoryStatus;

domain::CommitSummary summaryOf(const git::Commit &commit, const git::Identity &me)
{
    return {.id = commit.shortId,
            .summary = commit.summary,
            .author = commit.author,
            .when = commit.when,
            .isMine = !me.email.isEmpty() && commit.email == me.email};
}

QList<domain::CommitSummary> summariesOf(const QList<git::Commit> &commits, const git::Identity &me)
{
    QList<domain::CommitSummary> summaries;
    for (const git::Commit &commit : commits)
        summaries.append(summaryOf(commit, me));
    return summaries;
}

} // namespace

Result<RepositoryStatus> readStatusOf(const git::Repository &repository)
{
    RepositoryStatus status{.present = true, .path = repository.folder()};
    const auto branch = repository.currentBranch();
    const auto head = repository.resolve(u"HEAD"_s);
    const auto changes = repository.status();
    if (!branch || !head || !changes)
        return failure(ErrorCode::Internal,
                       u"The repository can not be read. Look at it in a "
                       "terminal: git status."_s);
    status.branch = *branch;
    status.head = *head;
    status.changed = changes->changed;
    status.files = changes->files.first(std::min(wire::maxListedFiles, changes->files.size()));
    if (branch->isEmpty())
        return status;
    if (const auto distance = repository.aheadBehind(*branch)) {
        status.upstream = distance->upstream;
        status.hasUpstream = distance->hasUpstream;
        status.ahead = distance->ahead;
        status.behind = distance->behind;
        if (!distance->hasUpstream)
            status.ahead = repository.unpushed(*branch).value_or(0);
    }
    return status;
}

Result<QByteArray> remoteMark(const git::Repository &repository)
{
    const auto branches = repository.branches();
    if (!branches)
        return failure(branches);
    const QFileInfo fetched(repository.gitFolder() + u"/FETCH_HEAD"_s);
    QByteArray mark = QByteArray::number(fetched.lastModified().toMSecsSinceEpoch());
    for (const git::BranchInfo &branch : *branches) {
        if (branch.isRemote)
            mark += '\n' + branch.name.toUtf8() + ' ' + branch.id.toLatin1();
    }
    return mark;
}

Result<Divergence> readDivergence(const git::Repository &repository)
{
    const auto branch = repository.currentBranch();
    if (!branch)
        return failure(branch);
    if (branch->isEmpty())
        return failure(ErrorCode::Conflict,
                       QStringLiteral("No branch is checked out here. Check one out first."));
    const auto found = repository.divergence(*branch, Divergence::maxCommits);
    const auto status = repository.status();
    if (!found || !status)
        return found ? failure(status) : failure(found);
    const git::Identity me = repository.identity();
    const auto untracked = std::ranges::count_if(
        status->files, [](const QString &file) { return file.startsWith(u'?'); });
    Divergence divergence{.upstream = found->upstream,
                          .here = summariesOf(found->here, me),
                          .there = summariesOf(found->there, me),
                          .hereCount = found->ahead,
                          .thereCount = found->behind,
                          .fileCount = int(found->files.size()),
                          .uncommitted = status->changed - int(untracked)};
    if (found->base)
        divergence.base = summaryOf(*found->base, me);
    divergence.files
        = found->files.first(std::min<qsizetype>(found->files.size(), Divergence::maxFiles));
    return divergence;
}

} // namespace skybranch::work

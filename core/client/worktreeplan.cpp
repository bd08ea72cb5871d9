// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/worktreeplan.h"

#include "client/words.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr qsizetype longestFileName = 255; // bytes, on all usual file systems
constexpr qsizetype roomForNumber = 5;

bool isUsed(const QString &folder)
{
    const QFileInfo info(folder);
    return info.isSymLink() || (info.exists() && (!info.isDir() || !QDir(folder).isEmpty()));
}

QString checkedOutAt(const git::Repository &repository, const QString &branch)
{
    const auto worktrees = repository.worktrees();
    if (!worktrees)
        return {};
    const auto found = std::ranges::find(*worktrees, branch, &git::Worktree::branch);
    return found == worktrees->end() ? QString() : found->path;
}

/// A local branch, or one of the remote where there is no local one.
Result<WorktreePlan> planExisting(const git::Repository &repository, const QString &branch)
{
    if (const QString folder = checkedOutAt(repository, branch); !folder.isEmpty())
        return failure(ErrorCode::Conflict,
                       Words::tr("The branch \"%1\" is checked out in %2. Enable the cloud for it "
                                 "there.")
                           .arg(branch, folder));
    WorktreePlan plan;
    plan.worktree.branch = branch;
    if (const auto local = repository.resolve(u"refs/heads/"_s + branch)) {
        plan.startId = *local;
        return plan;
    }
    const QString remote = repository.remoteName().value_or(u"origin"_s);
    plan.worktree.startPoint = remote + u'/' + branch;
    plan.makesBranch = true;
    const auto there = repository.resolve(u"refs/remotes/"_s + plan.worktree.startPoint);
    if (!there)
        return failure(
            ErrorCode::NotFound,
            Words::tr("There is no branch \"%1\", neither here nor on the remote. Choose another "
                      "one, or make it new.")
                .arg(branch),
            there.error().detail);
    plan.startId = *there;
    return plan;
}

/// Git keeps branches as files: one can not be the folder of another. Empty: none is in the way.
QString branchInTheWay(const git::Repository &repository, const QString &branch)
{
    for (const git::BranchInfo &other : repository.branches().value_or(QList<git::BranchInfo>())) {
        if (!other.isRemote
            && (branch.startsWith(other.name + u'/') || other.name.startsWith(branch + u'/')))
            return other.name;
    }
    return {};
}

Result<WorktreePlan> planNew(const git::Repository &repository, const NewWorkspace &request)
{
    if (repository.resolve(u"refs/heads/"_s + request.branch))
        return failure(
            ErrorCode::Conflict,
            Words::tr("There is a branch \"%1\" already. Choose it under Existing branch, or take "
                      "another name.")
                .arg(request.branch));
    if (const QString other = branchInTheWay(repository, request.branch); !other.isEmpty())
        return failure(ErrorCode::Conflict,
                       Words::tr("Git can not keep \"%1\" beside the branch \"%2\". Take another "
                                 "name.")
                           .arg(request.branch, other));
    const QString remote = repository.remoteName().value_or(u"origin"_s);
    // The remote's is the newer one more often than not.
    const QStringList starts{u"refs/remotes/%1/%2"_s.arg(remote, request.base),
                             u"refs/heads/"_s + request.base};
    for (const QString &start : starts) {
        const auto id = repository.resolve(start);
        if (id)
            return WorktreePlan{.worktree
                                = {.branch = request.branch, .startPoint = *id, .follows = false},
                                .startId = *id,
                                .makesBranch = true};
    }
    return failure(ErrorCode::NotFound,
                   Words::tr("There is no branch \"%1\" to begin at any more. Choose another one.")
                       .arg(request.base));
}

/// Nobody has worked in what was made: it may go again.
bool isUntouched(const localdb::PendingCreation &pending)
{
    if (!isUsed(pending.path))
        return true;
    const auto repository = git::Repository::open(pending.path);
    if (!repository || repository->currentBranch() != pending.branch)
        return false;
    // Git writes the index when all files are there: without one it never was whole.
    if (!QFileInfo::exists(repository->gitFolder() + u"/index"_s))
        return true;
    const auto status = repository->status();
    return status && status->isClean() && repository->resolve(u"HEAD"_s) == pending.startId;
}

void addBranch(QHash<QString, BranchChoice> &choices, const git::BranchInfo &branch,
               const QString &remotePrefix, QHash<QString, QString> &ids)
{
    if (branch.isRemote && !branch.name.startsWith(remotePrefix))
        return;
    const QString name = branch.isRemote ? branch.name.sliced(remotePrefix.size()) : branch.name;
    BranchChoice &choice = choices[name];
    choice.name = name;
    (branch.isRemote ? choice.isRemote : choice.isLocal) = true;
    if (!choice.when.isValid() || branch.when > choice.when)
        choice.when = branch.when;
    const QString before = std::exchange(ids[name], branch.id);
    choice.differs = !before.isEmpty() && before != branch.id;
}

} // namespace

Result<BranchList> readBranches(const git::Repository &repository)
{
    const auto branches = repository.branches();
    if (!branches)
        return failure(branches);
    const auto worktrees = repository.worktrees();
    if (!worktrees)
        return failure(worktrees);
    const QString remotePrefix = repository.remoteName().value_or(QString()) + u'/';
    QHash<QString, BranchChoice> choices;
    QHash<QString, QString> ids;
    for (const git::BranchInfo &branch : *branches)
        addBranch(choices, branch, remotePrefix, ids);
    for (const git::Worktree &worktree : *worktrees) {
        if (const auto choice = choices.find(worktree.branch); choice != choices.end())
            choice->worktree = worktree.path;
    }
    BranchList list{.branches = choices.values(),
                    .defaultBranch = repository.defaultBranch().value_or(QString())};
    std::ranges::sort(list.branches, [](const BranchChoice &a, const BranchChoice &b) {
        return a.when != b.when ? a.when > b.when : a.name < b.name;
    });
    return list;
}

Result<WorktreePlan> planWorktree(const git::Repository &repository, const NewWorkspace &request)
{
    auto plan = request.base.isEmpty() ? planExisting(repository, request.branch)
                                       : planNew(repository, request);
    if (!plan)
        return plan;
    // As git will write it: rows are found by it.
    const QFileInfo folder(request.folder);
    const QString parent = QFileInfo(folder.path()).canonicalFilePath();
    plan->worktree.folder = parent + u'/' + folder.fileName();
    if (parent.isEmpty())
        return failure(
            ErrorCode::NotFound,
            Words::tr("The folder %1 does not exist. Make it first.").arg(folder.path()));
    if (isUsed(plan->worktree.folder))
        return failure(ErrorCode::Conflict,
                       Words::tr("The folder %1 is used already. Try again.").arg(request.folder));
    return plan;
}

QString newWorktreeFolder(const QString &mainFolder, const QString &branch)
{
    const QFileInfo main(mainFolder);
    QString name = main.fileName() + u'.' + QString(branch).replace(u'/', u'-');
    while (name.toUtf8().size() > longestFileName - roomForNumber)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    const QString first = main.path() + u'/' + name;
    QString folder = first;
    for (int number = 2; isUsed(folder); ++number)
        folder = first + u'-' + QString::number(number);
    return folder;
}

Task<> undoWorktree(git::GitCall call, QThreadPool *pool, localdb::PendingCreation pending,
                    bool evenTouched)
{
    const auto untouched
        = co_await runOn(pool, [pending]() -> Result<bool> { return isUntouched(pending); });
    if (!evenTouched && !untouched.value_or(false))
        co_return failure(
            ErrorCode::Conflict,
            Words::tr("The worktree %1 was made for a cloud workspace that could not be made, "
                      "and it has changes, so it stays.")
                .arg(pending.path));
    if (auto removed = co_await git::removeWorktree(call, pending.path); !removed)
        co_return removed;
    QDir().rmdir(pending.path);
    if (!pending.madeBranch)
        co_return Result<>();
    const auto at = co_await git::readRepository(
        pool, call.folder, [ref = u"refs/heads/"_s + pending.branch](const auto &repository) {
            return repository.resolve(ref);
        });
    if (!at || *at != pending.startId)
        co_return Result<>();
    co_return co_await git::deleteBranch(call, pending.branch);
}

} // namespace skybranch::client

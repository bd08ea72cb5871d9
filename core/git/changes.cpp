// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/changes.h"

#include "git/branchstate.h"
#include "git/explain.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace skybranch::git {
namespace {

using namespace Qt::StringLiterals;

std::unexpected<Error> invalid(const QString &message)
{
    return failure(ErrorCode::InvalidArgument, message);
}

Result<> checkClone(const CloneRequest &request)
{
    if (hasPassword(request.url))
        return invalid(u"url must not hold a password. Leave it out: your credential helper asks "
                       "for it."_s);
    if (!request.folder.startsWith(u'/'))
        return invalid(u"folder must be an absolute path."_s);
    return {};
}

QStringList cloneArguments(const QString &from, const CloneRequest &request)
{
    QStringList arguments{u"clone"_s, u"--progress"_s};
    if (!request.branch.isEmpty())
        arguments << u"--branch=%1"_s.arg(request.branch);
    return arguments << u"--"_s << from << request.folder;
}

Result<> checkNotDiverged(const BranchState &state)
{
    if (state.ahead > 0 && state.behind > 0)
        return failure(
            ErrorCode::Conflict,
            u"\"%1\" and \"%2\" have diverged: %3 here, %4 there. Nothing has been "
            "touched: look at both sides, then merge or rebase."_s.arg(state.branch, state.upstream)
                .arg(state.ahead)
                .arg(state.behind));
    return {};
}

} // namespace

Task<> fetch(GitCall call, QString remote)
{
    QStringList arguments{u"fetch"_s, u"--progress"_s};
    if (!remote.isEmpty())
        arguments << u"--"_s << remote;
    return runOnly(std::move(call), std::move(arguments));
}

Task<PullOutcome> pullFastForward(GitCall call)
{
    const auto before = co_await readBranchState(call);
    if (!before)
        co_return failure(before);
    if (const auto allowed = checkBranch(*before, u"pull"_s); !allowed)
        co_return failure(allowed);
    if (const auto fetched = co_await fetch(call, {}); !fetched)
        co_return failure(fetched);
    co_return co_await fastForward(std::move(call));
}

Task<PullOutcome> fastForward(GitCall call)
{
    const auto before = co_await readBranchState(call);
    if (!before)
        co_return failure(before);
    if (const auto allowed = checkBranch(*before, u"pull"_s); !allowed)
        co_return failure(allowed);
    if (const auto there = checkUpstream(*before); !there)
        co_return failure(there);
    if (const auto allowed = checkNotDiverged(*before); !allowed)
        co_return failure(allowed);
    if (before->behind == 0)
        co_return PullOutcome{before->id, before->id};
    const auto merged = co_await runOnly(
        call, {u"merge"_s, u"--ff-only"_s, u"--no-progress"_s, u"@{upstream}"_s});
    if (!merged)
        co_return failure(merged);
    const auto end = co_await readBranchState(call);
    if (!end)
        co_return failure(end);
    co_return PullOutcome{before->id, end->id};
}

Task<> clone(GitCall call, CloneRequest request)
{
    if (const auto allowed = checkClone(request); !allowed)
        co_return failure(allowed);
    co_return co_await runOnly(std::move(call), cloneArguments(request.url, request));
}

Task<> createBundle(GitCall call, QStringList refs, QString file, QStringList have)
{
    const auto isRef
        = [](const QString &ref) { return ref == "HEAD"_L1 || ref.startsWith("refs/"_L1); };
    if (!file.startsWith(u'/'))
        co_return invalid(u"file must be an absolute path."_s);
    if (refs.isEmpty() || !std::ranges::all_of(refs, isRef))
        co_return invalid(u"refs must be full names, like refs/heads/main."_s);
    QStringList arguments{u"bundle"_s, u"create"_s, u"--progress"_s, file};
    arguments << refs;
    for (const QString &id : have)
        arguments << u'^' + id;
    const auto made = co_await runOnly(std::move(call), std::move(arguments));
    if (!made)
        QFile::remove(file);
    co_return made;
}

Task<> cloneFromBundle(GitCall call, QString bundle, CloneRequest request)
{
    if (const auto allowed = checkClone(request); !allowed)
        co_return failure(allowed);
    QStringList arguments = cloneArguments(bundle, request);
    arguments.insert(1, u"--origin=origin"_s);
    const auto cloned = co_await runOnly(call, std::move(arguments));
    if (!cloned)
        co_return failure(cloned);
    // Not to be cancelled: a clone whose origin is a file of today is only half made.
    call.stop = {};
    call.folder = request.folder;
    call.onProgress = nullptr;
    co_return co_await runOnly(std::move(call),
                               {u"remote"_s, u"set-url"_s, u"--"_s, u"origin"_s, request.url});
}

Task<> fetchBundle(GitCall call, QString bundle, QStringList refspecs)
{
    QStringList arguments{u"fetch"_s, u"--progress"_s, u"--no-write-fetch-head"_s, u"--"_s, bundle};
    return runOnly(std::move(call), arguments << refspecs);
}

Task<> addWorktree(GitCall call, WorktreeRequest request)
{
    if (!request.folder.startsWith(u'/'))
        co_return invalid(u"folder must be an absolute path."_s);
    // "git worktree add" hands the name on to "git branch", which would read it as an option.
    if (request.branch.isEmpty() || request.branch.startsWith(u'-'))
        co_return invalid(u"branch is not a valid git branch name."_s);
    QStringList arguments{u"worktree"_s, u"add"_s};
    if (!request.startPoint.isEmpty())
        arguments << u"-b"_s << request.branch;
    if (!request.follows)
        arguments << u"--no-track"_s;
    arguments << u"--"_s << request.folder;
    arguments << (request.startPoint.isEmpty() ? request.branch : request.startPoint);
    co_return co_await runOnly(std::move(call), std::move(arguments));
}

Task<> removeWorktree(GitCall call, QString folder)
{
    // Twice, because one that is half made is locked.
    const auto removed = co_await runOnly(
        call, {u"worktree"_s, u"remove"_s, u"--force"_s, u"--force"_s, u"--"_s, folder});
    if (!removed && QFileInfo::exists(folder + u"/.git"_s))
        co_return removed;
    co_return co_await runOnly(std::move(call), {u"worktree"_s, u"prune"_s});
}

Task<> deleteBranch(GitCall call, QString branch)
{
    return runOnly(std::move(call), {u"branch"_s, u"-D"_s, u"--"_s, branch});
}

} // namespace skybranch::git

// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/changes.h"

#include "git/explain.h"

#include <QFile>

#include <algorithm>

namespace skybranch::git {
namespace {

using namespace Qt::StringLiterals;

std::unexpected<Error> invalid(const QString &message)
{
    return failure(ErrorCode::InvalidArgument, message);
}

/// Task<QByteArray> for callers that only want to know whether it went well.
Task<> run(GitCall call, QStringList arguments)
{
    const auto output = co_await runGit(std::move(call), std::move(arguments));
    if (!output)
        co_return failure(output);
    co_return Result<>();
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

/// The header lines of "git status --porcelain=v2 --branch".
struct BranchState
{
    QString id;
    QString branch;
    QString upstream;
    bool isUpstreamThere = false;
    int ahead = 0;
    int behind = 0;
    bool isDirty = false;
};

BranchState parseState(const QByteArray &output)
{
    BranchState state;
    for (const QString &line : QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList words = line.split(u' ');
        if (words[0] != u'#')
            state.isDirty = true;
        else if (words.value(1) == "branch.oid"_L1)
            state.id = words.value(2);
        else if (words.value(1) == "branch.head"_L1)
            state.branch = words.value(2);
        else if (words.value(1) == "branch.upstream"_L1)
            state.upstream = words.value(2);
        else if (words.value(1) == "branch.ab"_L1) {
            state.isUpstreamThere = true;
            state.ahead = words.value(2).toInt();
            state.behind = -words.value(3).toInt();
        }
    }
    return state;
}

Task<BranchState> readState(GitCall call)
{
    call.onProgress = nullptr;
    const auto output = co_await runGit(
        std::move(call),
        {u"status"_s, u"--porcelain=v2"_s, u"--branch"_s, u"--untracked-files=no"_s});
    if (!output)
        co_return failure(output);
    co_return parseState(*output);
}

Result<> checkBeforeFetch(const BranchState &state)
{
    if (state.branch == "(detached)"_L1)
        return failure(ErrorCode::Conflict,
                       u"No branch is checked out here. Check one out, then pull."_s);
    if (state.upstream.isEmpty())
        return failure(
            ErrorCode::NotFound,
            u"The branch \"%1\" follows no branch of a remote. Push it once."_s.arg(state.branch));
    if (state.isDirty)
        return failure(ErrorCode::Conflict,
                       u"There are changes here that are not committed. Commit or stash them, then "
                       "pull."_s);
    return {};
}

Result<> checkAfterFetch(const BranchState &state)
{
    if (!state.isUpstreamThere)
        return failure(
            ErrorCode::NotFound,
            u"The remote has no branch \"%1\" any more. Push it again, or follow another "
            "one."_s.arg(state.upstream));
    if (state.ahead > 0 && state.behind > 0)
        return failure(ErrorCode::Conflict,
                       u"\"%1\" and \"%2\" have diverged: %3 here, %4 there. Merge or rebase in a "
                       "terminal."_s.arg(state.branch, state.upstream)
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
    return run(std::move(call), std::move(arguments));
}

Task<PullOutcome> pullFastForward(GitCall call)
{
    const auto before = co_await readState(call);
    if (!before)
        co_return failure(before);
    if (const auto allowed = checkBeforeFetch(*before); !allowed)
        co_return failure(allowed);
    if (const auto fetched = co_await fetch(call, {}); !fetched)
        co_return failure(fetched);
    const auto after = co_await readState(call);
    if (!after)
        co_return failure(after);
    if (const auto allowed = checkAfterFetch(*after); !allowed)
        co_return failure(allowed);
    if (after->behind == 0)
        co_return PullOutcome{before->id, after->id};
    const auto merged
        = co_await run(call, {u"merge"_s, u"--ff-only"_s, u"--no-progress"_s, u"@{upstream}"_s});
    if (!merged)
        co_return failure(merged);
    const auto end = co_await readState(call);
    if (!end)
        co_return failure(end);
    co_return PullOutcome{before->id, end->id};
}

Task<> clone(GitCall call, CloneRequest request)
{
    if (const auto allowed = checkClone(request); !allowed)
        co_return failure(allowed);
    co_return co_await run(std::move(call), cloneArguments(request.url, request));
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
    const auto made = co_await run(std::move(call), std::move(arguments));
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
    const auto cloned = co_await run(call, std::move(arguments));
    if (!cloned)
        co_return failure(cloned);
    // Not to be cancelled: a clone whose origin is a file of today is only half made.
    call.stop = {};
    call.folder = request.folder;
    call.onProgress = nullptr;
    co_return co_await run(std::move(call),
                           {u"remote"_s, u"set-url"_s, u"--"_s, u"origin"_s, request.url});
}

Task<> fetchBundle(GitCall call, QString bundle, QStringList refspecs)
{
    QStringList arguments{u"fetch"_s, u"--progress"_s, u"--no-write-fetch-head"_s, u"--"_s, bundle};
    return run(std::move(call), arguments << refspecs);
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
    arguments << u"--"_s << request.folder;
    arguments << (request.startPoint.isEmpty() ? request.branch : request.startPoint);
    co_return co_await run(std::move(call), std::move(arguments));
}

} // namespace skybranch::git

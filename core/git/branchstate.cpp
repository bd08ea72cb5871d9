// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/branchstate.h"

#include "git/words.h"

namespace skybranch::git {
namespace {

using namespace Qt::StringLiterals;

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

} // namespace

Task<BranchState> readBranchState(GitCall call)
{
    call.onProgress = nullptr;
    const auto output = co_await runGit(
        std::move(call),
        {u"status"_s, u"--porcelain=v2"_s, u"--branch"_s, u"--untracked-files=no"_s});
    if (!output)
        co_return failure(output);
    co_return parseState(*output);
}

Result<> checkBranch(const BranchState &state, const QString &verb)
{
    if (state.branch == "(detached)"_L1)
        return failure(
            ErrorCode::Conflict,
            Words::tr("No branch is checked out here. Check one out, then %1.").arg(verb));
    if (state.upstream.isEmpty())
        return failure(ErrorCode::NotFound,
                       Words::tr("The branch \"%1\" follows no branch of a remote. Push it once.")
                           .arg(state.branch));
    if (state.isDirty)
        return failure(
            ErrorCode::Conflict,
            Words::tr("There are changes here that are not committed. Commit or stash them, then "
                      "%1.")
                .arg(verb));
    return {};
}

Result<> checkUpstream(const BranchState &state)
{
    if (state.isUpstreamThere)
        return {};
    return failure(
        ErrorCode::NotFound,
        Words::tr("The remote has no branch \"%1\" any more. Push it again, or follow another "
                  "one.")
            .arg(state.upstream));
}

Task<> runOnly(GitCall call, QStringList arguments)
{
    const auto output = co_await runGit(std::move(call), std::move(arguments));
    if (!output)
        co_return failure(output);
    co_return Result<>();
}

} // namespace skybranch::git

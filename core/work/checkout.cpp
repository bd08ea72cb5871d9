// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/checkout.h"

#include "git/changes.h"

#include <QDir>
#include <QFileInfo>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

QString unfinished(const QString &folder)
{
    return QFileInfo(folder).absolutePath() + u"/.skybranch-unfinished"_s;
}

Task<> git(git::GitCall call, QStringList arguments)
{
    const auto output = co_await git::runGit(std::move(call), std::move(arguments));
    if (!output)
        co_return failure(output);
    co_return Result<>();
}

Result<> clearUnfinished(const QString &path)
{
    if (QDir(path).removeRecursively())
        return {};
    return failure(ErrorCode::Conflict,
                   u"What an earlier attempt left in %1 can not be removed. Remove it in a "
                   "terminal, then try again."_s.arg(path));
}

Result<> putIntoPlace(const QString &made, const QString &folder)
{
    if (QDir().rename(made, folder))
        return {};
    return failure(
        ErrorCode::Conflict,
        u"The folder %1 exists already. Move it away in a terminal, then try again."_s.arg(folder));
}

Task<> setIdentity(git::GitCall call, wire::GitIdentity identity)
{
    if (!identity.name.isEmpty()) {
        if (auto set = co_await git(call, {u"config"_s, u"user.name"_s, identity.name}); !set)
            co_return set;
    }
    if (!identity.email.isEmpty())
        co_return co_await git(call, {u"config"_s, u"user.email"_s, identity.email});
    co_return Result<>();
}

Task<> cloneBranch(git::GitCall call, wire::CloneRequest request, QString folder)
{
    auto cloned = co_await git::clone(
        call, {.url = request.url, .folder = folder, .branch = request.branch});
    if (cloned || cloned.error().code != ErrorCode::NotFound)
        co_return cloned;
    cloned = co_await git::clone(call, {.url = request.url, .folder = folder, .branch = {}});
    if (!cloned)
        co_return cloned;
    call.folder = folder;
    co_return co_await git(call, {u"checkout"_s, u"-q"_s, u"-b"_s, request.branch, u"--"_s});
}

/// A disk makes files faster when several are asked for at a time.
Task<> checkOut(git::GitCall call, QString branch)
{
    QProcessEnvironment &environment = call.program.environment;
    environment.insert(u"GIT_CONFIG_COUNT"_s, u"2"_s);
    environment.insert(u"GIT_CONFIG_KEY_0"_s, u"checkout.workers"_s);
    environment.insert(u"GIT_CONFIG_VALUE_0"_s, u"4"_s);
    environment.insert(u"GIT_CONFIG_KEY_1"_s, u"checkout.thresholdForParallelism"_s);
    environment.insert(u"GIT_CONFIG_VALUE_1"_s, u"50"_s);
    co_return co_await git(std::move(call), {u"checkout"_s, u"-q"_s, branch, u"--"_s});
}

Task<> unpackBundle(git::GitCall call, wire::SeedHeader header, QString bundle)
{
    const QString branch = header.remote.branch;
    if (auto made = co_await git(call, {u"init"_s, u"-q"_s, u"-b"_s, u"skybranch-none"_s}); !made)
        co_return made;
    if (auto added
        = co_await git(call, {u"remote"_s, u"add"_s, u"--"_s, u"origin"_s, header.remote.url});
        !added)
        co_return added;
    const auto fetched
        = co_await git::fetchBundle(call, bundle,
                                    {u"+refs/remotes/origin/*:refs/remotes/origin/*"_s,
                                     u"refs/heads/%1:refs/heads/%1"_s.arg(branch)});
    if (!fetched)
        co_return failure(
            ErrorCode::InvalidArgument,
            u"The bundle does not hold the branch \"%1\". Send it again."_s.arg(branch),
            fetched.error().detail);
    co_return co_await checkOut(call, branch);
}

Task<> checkHead(git::GitCall call, QString expected)
{
    call.onProgress = nullptr;
    const auto head = co_await git::runGit(call, {u"rev-parse"_s, u"HEAD"_s});
    if (!head)
        co_return failure(head);
    if (expected.isEmpty() || QString::fromLatin1(*head).trimmed() == expected)
        co_return Result<>();
    co_return failure(ErrorCode::InvalidArgument,
                      u"The bundle holds another commit than it was said to. Send it again."_s);
}

} // namespace

Task<> followRemote(git::GitCall call, QString branch)
{
    const QString upstream = u"origin/"_s + branch;
    const auto there = co_await git::runGit(
        call, {u"rev-parse"_s, u"--verify"_s, u"-q"_s, u"refs/remotes/"_s + upstream});
    if (!there)
        co_return Result<>();
    co_return co_await git(call,
                           {u"branch"_s, u"-q"_s, u"--set-upstream-to="_s + upstream, branch});
}

Task<> cloneRepository(git::GitCall call, wire::CloneRequest request, QString folder)
{
    const QString making = unfinished(folder);
    if (auto cleared = clearUnfinished(making); !cleared)
        co_return cleared;
    call.folder = QFileInfo(folder).absolutePath();
    if (auto cloned = co_await cloneBranch(call, request, making); !cloned)
        co_return cloned;
    call.folder = making;
    if (auto set = co_await setIdentity(call, request.identity); !set)
        co_return set;
    co_return putIntoPlace(making, folder);
}

Task<> seedRepository(git::GitCall call, wire::SeedHeader header, QString bundle, QString folder)
{
    const QString making = unfinished(folder);
    if (auto cleared = clearUnfinished(making); !cleared)
        co_return cleared;
    QDir().mkpath(making);
    call.folder = making;
    if (auto unpacked = co_await unpackBundle(call, header, bundle); !unpacked)
        co_return unpacked;
    if (auto right = co_await checkHead(call, header.head); !right)
        co_return right;
    if (auto followed = co_await followRemote(call, header.remote.branch); !followed)
        co_return followed;
    if (auto set = co_await setIdentity(call, header.remote.identity); !set)
        co_return set;
    co_return putIntoPlace(making, folder);
}

} // namespace skybranch::work

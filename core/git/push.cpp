// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/changes.h"
#include "git/words.h"

#include <algorithm>

namespace skybranch::git {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView headsPrefix("refs/heads/");

struct Target
{
    QString remote;
    QString ref; ///< full name
    bool setUpstream = false;
};

/// What git's configuration says of one branch; each empty where it says nothing.
struct Wishes
{
    QString pushRemote; ///< pushRemote, remote.pushDefault or the branch's remote
    QString pushRef; ///< of a push refspec of that remote
    QString upstreamRemote;
    QString upstreamRef;
    QString policy; ///< push.default

    bool hasUpstream() const { return !upstreamRef.isEmpty() && upstreamRemote != u'.'; }
    bool isTriangular() const { return hasUpstream() && upstreamRemote != pushRemote; }
};

Task<QString> ask(GitCall call, QStringList arguments)
{
    call.onProgress = nullptr;
    const auto output = co_await runGit(std::move(call), std::move(arguments));
    if (!output)
        co_return failure(output);
    co_return QString::fromUtf8(*output).trimmed();
}

/// Where git pushes what has no remote in its configuration.
Task<QString> usualRemote(GitCall call)
{
    const auto names = co_await ask(std::move(call), {u"remote"_s});
    if (!names)
        co_return failure(names);
    const QStringList remotes = names->split(u'\n', Qt::SkipEmptyParts);
    if (remotes.size() == 1 || remotes.contains(u"origin"_s))
        co_return remotes.size() == 1 ? remotes.first() : u"origin"_s;
    co_return failure(
        ErrorCode::NotFound,
        remotes.isEmpty()
            ? Words::tr("This repository has no remote to push to. Add one: git remote add "
                        "origin URL")
            : Words::tr("There are several remotes, and none is called origin. Choose one "
                        "once: git push -u REMOTE BRANCH"));
}

Task<Wishes> readWishes(GitCall call, QString branch)
{
    const auto line = co_await ask(
        call,
        {u"for-each-ref"_s,
         u"--format=x%00%(push:remotename)%00%(push:remoteref)%00%(upstream:remotename)%00"
         "%(upstream:remoteref)"_s,
         headsPrefix + branch});
    if (!line)
        co_return failure(line);
    const QStringList words = line->section(u'\n', 0, 0).split(QChar(u'\0'));
    if (words.size() != 5)
        co_return failure(
            ErrorCode::NotFound,
            Words::tr("There is no such branch here (%1). Choose another one.").arg(branch));
    const auto policy = co_await ask(
        call, {u"config"_s, u"--get"_s, u"--default"_s, QString(), u"push.default"_s});
    Wishes wishes{words[1], words[2], words[3], words[4], policy.value_or(QString())};
    if (!wishes.pushRemote.isEmpty() && wishes.pushRemote != u'.')
        co_return wishes;
    const auto usual = co_await usualRemote(call);
    if (!usual)
        co_return failure(usual);
    wishes.pushRemote = *usual;
    co_return wishes;
}

/// True where @p ref of @p remote is somebody's: its default branch, or followed by a branch of
/// its name here. "git checkout -b topic origin/main" makes topic follow such a one.
Task<bool> isShared(GitCall call, QString remote, QString ref)
{
    const QString name = ref.startsWith(headsPrefix) ? ref.sliced(headsPrefix.size()) : ref;
    const auto found = co_await ask(std::move(call),
                                    {u"for-each-ref"_s, u"--format=%(refname) %(symref)"_s,
                                     u"refs/remotes/%1/HEAD"_s.arg(remote), ref});
    if (!found)
        co_return failure(found);
    const QStringList lines = found->split(u'\n', Qt::SkipEmptyParts);
    co_return name == "main"_L1 || name == "master"_L1
        || std::ranges::any_of(lines, [&](const QString &line) {
               return line.startsWith(headsPrefix)
                   || line.endsWith(u" refs/remotes/%1/%2"_s.arg(remote, name));
           });
}

std::unexpected<Error> notItsOwn(const QString &branch, const Wishes &wishes)
{
    const QString other = wishes.upstreamRef.sliced(headsPrefix.size());
    return failure(
        ErrorCode::Conflict,
        u"\"%1\" follows \"%2/%3\", which is not a branch of its own, so nothing was pushed. Give "
        "it one in a terminal: git push -u %2 %1"_s.arg(branch, wishes.upstreamRemote, other));
}

Result<Target> byPolicy(const QString &branch, const Wishes &wishes)
{
    const QString same = headsPrefix + branch;
    const bool toUpstream = wishes.policy == "upstream"_L1 || wishes.policy == "tracking"_L1;
    if (wishes.policy == "nothing"_L1)
        return failure(
            ErrorCode::Conflict,
            Words::tr("Git is told to push nothing by itself (push.default is \"nothing\"). Push "
                      "in a terminal: git push %1 %2")
                .arg(wishes.pushRemote, branch));
    if (!wishes.pushRef.isEmpty())
        return Target{wishes.pushRemote, wishes.pushRef};
    if (toUpstream && wishes.isTriangular())
        return failure(
            ErrorCode::Conflict,
            u"\"%1\" follows \"%2\" but is pushed to \"%3\", and git is told to push to what it "
            "follows. Push in a terminal: git push %3 %1"_s.arg(branch, wishes.upstreamRemote,
                                                                wishes.pushRemote));
    const bool goesHome = wishes.hasUpstream() && !wishes.isTriangular()
        && wishes.policy != "current"_L1 && wishes.policy != "matching"_L1;
    if (goesHome)
        return Target{wishes.pushRemote, wishes.upstreamRef};
    return Target{wishes.pushRemote, same, wishes.upstreamRef.isEmpty()};
}

Task<Target> targetOf(GitCall call, QString branch)
{
    const auto wishes = co_await readWishes(call, branch);
    if (!wishes)
        co_return failure(wishes);
    auto target = byPolicy(branch, *wishes);
    const bool renamed = target && target->ref == wishes->upstreamRef
        && target->ref != headsPrefix + branch && target->ref.startsWith(headsPrefix);
    if (!renamed || wishes->policy == "upstream"_L1 || wishes->policy == "tracking"_L1)
        co_return target;
    if (wishes->policy == "simple"_L1)
        co_return notItsOwn(branch, *wishes);
    const auto shared = co_await isShared(call, target->remote, target->ref);
    if (!shared)
        co_return failure(shared);
    if (*shared)
        co_return notItsOwn(branch, *wishes);
    co_return target;
}

/// "git push --porcelain" prints one line a ref: a flag, a tab, "from:to", a tab, a summary.
PushOutcome pushOutcome(const QByteArray &output)
{
    for (const QByteArray &line : output.split('\n')) {
        if (line.startsWith("=\t"))
            return PushOutcome::UpToDate;
        if (line.startsWith("*\t"))
            return PushOutcome::Created;
    }
    return PushOutcome::Updated;
}

} // namespace

Task<PushOutcome> push(GitCall call, QString branch)
{
    const auto target = co_await targetOf(call, branch);
    if (!target)
        co_return failure(target);
    QStringList arguments{u"push"_s, u"--porcelain"_s, u"--progress"_s};
    if (target->setUpstream)
        arguments << u"--set-upstream"_s;
    arguments << u"--"_s << target->remote << headsPrefix + branch + u':' + target->ref;
    const auto output = co_await runGit(std::move(call), std::move(arguments));
    if (!output)
        co_return failure(output);
    co_return pushOutcome(*output);
}

} // namespace skybranch::git

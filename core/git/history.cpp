// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/history.h"

#include "git/repository.h"
#include "git/words.h"

#include <QTimeZone>

namespace skybranch::git {
namespace {

constexpr qsizetype maxSummary = 500;

QString shortIdOf(const git_commit *commit)
{
    git_buf text = GIT_BUF_INIT;
    const BufferGuard guard(&text);
    const auto *object = reinterpret_cast<const git_object *>(commit);
    if (git_object_short_id(&text, object) < 0)
        return toString(*git_commit_id(commit)).first(7);
    return QString::fromLatin1(text.ptr);
}

Result<AheadBehind> compare(git_repository *handle, const git_oid &from, const git_oid &to)
{
    size_t ahead = 0;
    size_t behind = 0;
    const int code = git_graph_ahead_behind(&ahead, &behind, handle, &from, &to);
    if (code < 0)
        return readFailure(code, Words::tr("The two histories can not be compared."));
    return AheadBehind{int(ahead), int(behind), false, {}};
}

/// What @p branch is configured to follow; empty where that is nothing, or of no remote here.
QString deletedUpstream(git_repository *handle, const QString &branch)
{
    constexpr QLatin1StringView prefix("refs/remotes/");
    git_buf name = GIT_BUF_INIT;
    const BufferGuard guard(&name);
    const QByteArray local = "refs/heads/" + branch.toUtf8();
    if (git_branch_upstream_name(&name, handle, local.constData()) < 0)
        return {};
    const QString full = QString::fromUtf8(name.ptr);
    return full.startsWith(prefix) ? full.sliced(prefix.size()) : full;
}

} // namespace

git_oid idOf(const QString &hex)
{
    git_oid id{};
    git_oid_fromstr(&id, hex.toLatin1().constData());
    return id;
}

Commit commitOf(git_commit *commit)
{
    return {toString(*git_commit_id(commit)),
            shortIdOf(commit),
            QString::fromUtf8(git_commit_summary(commit)).left(maxSummary),
            QString::fromUtf8(git_commit_author(commit)->name),
            QDateTime::fromSecsSinceEpoch(git_commit_time(commit), QTimeZone::UTC),
            QString::fromUtf8(git_commit_author(commit)->email)};
}

Result<AheadBehind> Repository::aheadBehind(const QString &branch) const
{
    ReferenceHandle local;
    int code = git_branch_lookup(std::out_ptr(local), m_handle.get(), branch.toUtf8().constData(),
                                 GIT_BRANCH_LOCAL);
    if (code < 0)
        return readFailure(code,
                           Words::tr("There is no branch \"%1\" in %2.").arg(branch, folder()));
    ReferenceHandle upstream;
    code = git_branch_upstream(std::out_ptr(upstream), local.get());
    if (code == GIT_ENOTFOUND)
        return AheadBehind{.upstream = deletedUpstream(m_handle.get(), branch)};
    if (code < 0)
        return readFailure(code, Words::tr("The upstream of \"%1\" can not be read.").arg(branch));
    auto result = compare(m_handle.get(), *git_reference_target(local.get()),
                          *git_reference_target(upstream.get()));
    if (result) {
        result->hasUpstream = true;
        result->upstream = QString::fromUtf8(git_reference_shorthand(upstream.get()));
    }
    return result;
}

Result<AheadBehind> Repository::aheadBehind(const QString &from, const QString &to) const
{
    const auto fromId = resolve(from);
    if (!fromId)
        return failure(fromId);
    const auto toId = resolve(to);
    if (!toId)
        return failure(toId);
    return compare(m_handle.get(), idOf(*fromId), idOf(*toId));
}

Result<int> Repository::unpushed(const QString &branch) const
{
    RevwalkHandle walk;
    int code = git_revwalk_new(std::out_ptr(walk), m_handle.get());
    const QByteArray name = "refs/heads/" + branch.toUtf8();
    if (code == 0)
        code = git_revwalk_push_ref(walk.get(), name.constData());
    if (code == 0)
        code = git_revwalk_hide_glob(walk.get(), "refs/remotes/*");
    int count = -1;
    for (git_oid id; code == 0; ++count)
        code = git_revwalk_next(&id, walk.get());
    if (code != GIT_ITEROVER)
        return readFailure(code, Words::tr("The history of \"%1\" can not be read.").arg(branch));
    return count;
}

Result<QString> Repository::mergeBase(const QString &one, const QString &other) const
{
    const auto first = resolve(one);
    const auto second = resolve(other);
    if (!first || !second)
        return first ? failure(second) : failure(first);
    const git_oid firstId = idOf(*first);
    const git_oid secondId = idOf(*second);
    git_oid base;
    const int code = git_merge_base(&base, m_handle.get(), &firstId, &secondId);
    if (code == GIT_ENOTFOUND)
        return QString();
    if (code < 0)
        return readFailure(code, Words::tr("The two histories can not be compared."));
    return toString(base);
}

Result<QList<Commit>> Repository::commits(const QString &from, const QString &notIn, int max) const
{
    const auto start = resolve(from);
    if (!start)
        return failure(start);
    RevwalkHandle walk;
    int code = git_revwalk_new(std::out_ptr(walk), m_handle.get());
    const git_oid startId = idOf(*start);
    if (code == 0)
        code = git_revwalk_push(walk.get(), &startId);
    if (code == 0 && !notIn.isEmpty()) {
        const auto hidden = resolve(notIn);
        if (!hidden)
            return failure(hidden);
        const git_oid hiddenId = idOf(*hidden);
        code = git_revwalk_hide(walk.get(), &hiddenId);
    }
    if (code == 0)
        code = git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    QList<Commit> commits;
    git_oid id;
    while (code == 0 && commits.size() < max && (code = git_revwalk_next(&id, walk.get())) == 0) {
        CommitHandle commit;
        code = git_commit_lookup(std::out_ptr(commit), m_handle.get(), &id);
        if (code == 0)
            commits << commitOf(commit.get());
    }
    if (code < 0 && code != GIT_ITEROVER)
        return readFailure(code, Words::tr("The history of \"%1\" can not be read.").arg(from));
    return commits;
}

} // namespace skybranch::git

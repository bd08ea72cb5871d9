// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/history.h"
#include "git/repository.h"
#include "git/words.h"

#include <QFile>
#include <QSet>

#include <algorithm>

namespace skybranch::git {
namespace {

using TreeHandle = Handle<git_tree, git_tree_free>;
using DiffHandle = Handle<git_diff, git_diff_free>;

std::unexpected<Error> unreadable(int code)
{
    return readFailure(code,
                       Words::tr("The two histories can not be compared. Fetch, then try "
                                 "again."));
}

Result<TreeHandle> treeOf(git_repository *handle, const git_oid &id)
{
    CommitHandle commit;
    TreeHandle tree;
    int code = git_commit_lookup(std::out_ptr(commit), handle, &id);
    if (code == 0)
        code = git_commit_tree(std::out_ptr(tree), commit.get());
    if (code < 0)
        return unreadable(code);
    return tree;
}

Result<QSet<QString>> changedFiles(git_repository *handle, const git_oid &from, const git_oid &to)
{
    const auto before = treeOf(handle, from);
    const auto after = treeOf(handle, to);
    if (!before || !after)
        return before ? failure(after) : failure(before);
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_SKIP_BINARY_CHECK;
    DiffHandle diff;
    const int code
        = git_diff_tree_to_tree(std::out_ptr(diff), handle, before->get(), after->get(), &options);
    if (code < 0)
        return unreadable(code);
    QSet<QString> files;
    for (size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i)
        files.insert(QFile::decodeName(git_diff_get_delta(diff.get(), i)->new_file.path));
    return files;
}

} // namespace

Result<Divergence> Repository::divergence(const QString &branch, int max) const
{
    const auto distance = aheadBehind(branch);
    if (!distance)
        return failure(distance);
    if (!distance->hasUpstream)
        return failure(ErrorCode::NotFound,
                       Words::tr("The branch \"%1\" follows no branch of a remote. Push it "
                                 "once.")
                           .arg(branch));
    const QString local = QStringLiteral("refs/heads/") + branch;
    const QString upstream = local + QStringLiteral("@{upstream}");
    const auto here = resolve(local);
    const auto there = resolve(upstream);
    if (!here || !there)
        return here ? failure(there) : failure(here);
    Divergence result{.upstream = distance->upstream,
                      .here = commits(*here, *there, max).value_or(QList<Commit>()),
                      .there = commits(*there, *here, max).value_or(QList<Commit>()),
                      .ahead = distance->ahead,
                      .behind = distance->behind};
    const auto base = mergeBase(*here, *there);
    if (!base || base->isEmpty())
        return result; // Nothing in common.
    result.base = commits(*base, {}, 1).value_or(QList<Commit>()).value(0);
    const auto mine = changedFiles(m_handle.get(), idOf(*base), idOf(*here));
    const auto theirs = changedFiles(m_handle.get(), idOf(*base), idOf(*there));
    if (!mine || !theirs)
        return mine ? failure(theirs) : failure(mine);
    result.files = (*mine & *theirs).values();
    std::ranges::sort(result.files);
    return result;
}

} // namespace skybranch::git

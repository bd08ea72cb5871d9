// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/branchstate.h"
#include "git/changes.h"
#include "git/explain.h"
#include "git/words.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace skybranch::git {
namespace {

using namespace Qt::StringLiterals;

QString verbOf(Integration how)
{
    return how == Integration::Merge ? u"merge"_s : u"rebase"_s;
}

/// What is typed in a terminal for the same. A constant: branch names are not ours.
QString commandOf(Integration how)
{
    return how == Integration::Merge ? u"git merge @{upstream}"_s : u"git rebase @{upstream}"_s;
}

GitCall quietly(GitCall call)
{
    call.onProgress = nullptr;
    return call;
}

/// What goes on even where the user has cancelled: it leaves things as they were.
GitCall toTheEnd(GitCall call)
{
    call.stop = {};
    return quietly(std::move(call));
}

/// "merge" or "rebase" where one is not finished, else empty.
Task<QString> unfinished(GitCall call)
{
    const QString folder = call.folder;
    const auto output
        = co_await runGit(std::move(call),
                          {u"rev-parse"_s, u"--git-path"_s, u"MERGE_HEAD"_s, u"--git-path"_s,
                           u"rebase-merge"_s, u"--git-path"_s, u"rebase-apply"_s, u"--git-path"_s,
                           u"CHERRY_PICK_HEAD"_s, u"--git-path"_s, u"REVERT_HEAD"_s});
    if (!output)
        co_return failure(output);
    const QStringList paths = QFile::decodeName(*output).split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < paths.size(); ++i) {
        if (!QFileInfo::exists(QDir(folder).absoluteFilePath(paths[i])))
            continue;
        constexpr QLatin1StringView names[]{"merge"_L1, "rebase"_L1, "rebase"_L1, "cherry-pick"_L1,
                                            "revert"_L1};
        co_return QString(names[std::min<qsizetype>(i, std::ssize(names) - 1)]);
    }
    co_return QString();
}

Task<BranchState> checkBefore(GitCall call, Integration how)
{
    const auto open = co_await unfinished(call);
    if (!open)
        co_return failure(open);
    if (!open->isEmpty())
        co_return failure(
            ErrorCode::Conflict,
            Words::tr("A %1 is not finished here. Finish it in a terminal, or leave it: git %1 "
                      "--abort")
                .arg(*open));
    const auto state = co_await readBranchState(call);
    if (!state)
        co_return failure(state);
    if (const auto allowed = checkBranch(*state, verbOf(how)); !allowed)
        co_return failure(allowed);
    if (const auto there = checkUpstream(*state); !there)
        co_return failure(there);
    co_return state;
}

Task<QStringList> conflictsIn(GitCall call)
{
    const auto output = co_await runGit(
        std::move(call), {u"diff"_s, u"--name-only"_s, u"--diff-filter=U"_s, u"-z"_s});
    if (!output)
        co_return failure(output);
    co_return QFile::decodeName(*output).split(QChar(u'\0'), Qt::SkipEmptyParts);
}

/// Whether the current commit is what bringing the upstream into @p before makes.
Task<bool> isOwnResult(GitCall call, BranchState before)
{
    const auto output = co_await runGit(std::move(call),
                                        {u"rev-parse"_s, u"HEAD"_s, u"@{upstream}"_s, u"HEAD^@"_s});
    if (!output)
        co_return failure(output);
    const QStringList ids = QString::fromLatin1(*output).split(u'\n', Qt::SkipEmptyParts);
    co_return ids.value(0) == ids.value(1) || ids.mid(2) == QStringList{before.id, ids.value(1)};
}

/// Undoes what is left of @p how, and nothing that somebody else has done here meanwhile.
Task<> restore(GitCall call, BranchState before, Integration how, Error why)
{
    const auto open = co_await unfinished(call);
    if (!open)
        co_return failure(open);
    const bool isOpen = *open == verbOf(how);
    if (!isOpen && (how == Integration::Rebase || !wasCutOff(why)))
        co_return Result<>();
    if (how == Integration::Rebase)
        co_return co_await runOnly(call, {u"rebase"_s, u"--abort"_s});
    const auto state = co_await readBranchState(call);
    const auto isOwn = co_await isOwnResult(call, before);
    if (!state || !isOwn)
        co_return state ? failure(isOwn) : failure(state);
    const bool isHalf = open->isEmpty() && state->id == before.id && state->isDirty;
    // Files that were edited meanwhile stay as they are.
    if (*isOwn || isHalf)
        co_return co_await runOnly(call, {u"reset"_s, u"-q"_s, u"--merge"_s, before.id});
    if (isOpen)
        co_return co_await runOnly(call, {u"merge"_s, u"--abort"_s});
    co_return Result<>();
}

QString listed(const QStringList &files)
{
    constexpr qsizetype shown = 3;
    const QString names = files.first(std::min(shown, files.size())).join(u", "_s);
    return files.size() > shown ? u"%1 and %2 more"_s.arg(names).arg(files.size() - shown) : names;
}

Error notRestored(Integration how, const Error &why)
{
    return {
        ErrorCode::Conflict,
        Words::tr(
            "The %1 was interrupted and could not be undone by itself. All commits are safe. Look "
            "at the files in a terminal (git status), then go back: git %1 --abort")
            .arg(verbOf(how)),
        why.detail};
}

Error conflicted(Integration how, const QStringList &files, const Error &why)
{
    return {
        ErrorCode::Conflict,
        Words::tr("The %1 met a conflict in %2, and was undone: nothing has changed. Solve it in a "
                  "terminal: %3")
            .arg(verbOf(how), listed(files), commandOf(how)),
        why.detail};
}

QStringList argumentsOf(Integration how)
{
    if (how == Integration::Merge)
        return {u"merge"_s, u"--no-edit"_s, u"--ff"_s, u"--no-progress"_s, u"@{upstream}"_s};
    return {u"rebase"_s, u"@{upstream}"_s};
}

} // namespace

Task<> integrate(GitCall call, Integration how)
{
    // Nobody sits in front of an editor.
    for (const QString &name : {u"GIT_EDITOR"_s, u"GIT_SEQUENCE_EDITOR"_s})
        call.program.environment.insert(name, u"true"_s);
    const auto before = co_await checkBefore(quietly(call), how);
    if (!before)
        co_return failure(before);
    if (before->behind == 0)
        co_return Result<>();
    const auto done = co_await runOnly(call, argumentsOf(how));
    if (done)
        co_return done;
    const auto files = co_await conflictsIn(toTheEnd(call));
    if (const auto restored = co_await restore(toTheEnd(call), *before, how, done.error());
        !restored)
        co_return std::unexpected(notRestored(how, restored.error()));
    if (files && !files->isEmpty())
        co_return std::unexpected(conflicted(how, *files, done.error()));
    co_return done;
}

} // namespace skybranch::git

// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/interruptedmove.h"

#include "base/paths.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

QString recordFile(const QString &home)
{
    return home + u"/.skybranch/moving"_s;
}

QByteArrayList pathsIn(const QByteArray &output)
{
    QByteArrayList paths = output.split('\0');
    paths.removeAll(QByteArray());
    return paths;
}

Task<QByteArray> ask(git::GitCall call, QStringList arguments)
{
    const auto output = co_await git::runGit(std::move(call), std::move(arguments));
    if (!output)
        co_return failure(output);
    co_return output->trimmed();
}

Task<QByteArrayList> changedBetween(git::GitCall call, QStringList commits)
{
    const auto output = co_await git::runGit(
        std::move(call),
        QStringList{u"diff"_s, u"--name-only"_s, u"--no-renames"_s, u"-z"_s} + commits);
    if (!output)
        co_return failure(output);
    co_return pathsIn(*output);
}

/// Git writes a new file before it is in the index.
Task<> addNewFiles(git::GitCall call, QString home)
{
    auto added = co_await changedBetween(call, {u"--diff-filter=A"_s, u"HEAD"_s, u"@{upstream}"_s});
    if (!added)
        co_return failure(added);
    const QDir folder(call.folder);
    added->removeIf([&](const QByteArray &path) {
        return !QFileInfo(folder, QFile::decodeName(path)).isFile();
    });
    if (added->isEmpty())
        co_return {};
    const QString list = recordFile(home) + u"-files"_s;
    if (auto written = writePrivateFile(list, added->join('\0')); !written)
        co_return written;
    call.program.environment.insert(u"GIT_LITERAL_PATHSPECS"_s, u"1"_s);
    const auto done = co_await git::runGit(
        std::move(call),
        {u"add"_s, u"-f"_s, u"--pathspec-from-file"_s, list, u"--pathspec-file-nul"_s});
    QFile::remove(list);
    if (!done)
        co_return failure(done);
    co_return {};
}

/// Keeps @p state, a commit of all changes, where it holds more than the half of a move.
Task<> keepOthersWork(git::GitCall call, QString state)
{
    const auto changed = co_await changedBetween(call, {u"HEAD"_s, state});
    const auto other = co_await changedBetween(call, {u"@{upstream}"_s, state});
    if (!changed || !other)
        co_return failure(changed ? other : changed);
    if (!QSet(changed->begin(), changed->end()).intersects(QSet(other->begin(), other->end())))
        co_return {};
    const auto stored = co_await git::runGit(
        std::move(call),
        {u"stash"_s, u"store"_s, u"-m"_s, u"Skybranch: here when a pull was cut off"_s, state});
    if (!stored)
        co_return failure(stored);
    co_return {};
}

} // namespace

Result<> noteMove(const QString &home, const QString &head)
{
    return writePrivateFile(recordFile(home), head.toLatin1());
}

void forgetMove(const QString &home)
{
    QFile::remove(recordFile(home));
}

Task<> undoMove(git::GitCall call, QString home)
{
    const auto head = readFile(recordFile(home));
    if (!head)
        co_return {};
    const auto now = co_await ask(call, {u"rev-parse"_s, u"HEAD"_s});
    if (!now)
        co_return failure(now);
    if (*now == *head) {
        if (const auto added = co_await addNewFiles(call, home); !added)
            co_return added;
        const auto state = co_await ask(call, {u"stash"_s, u"create"_s});
        if (!state)
            co_return failure(state);
        if (!state->isEmpty()) {
            if (auto kept = co_await keepOthersWork(call, QString::fromLatin1(*state)); !kept)
                co_return kept;
            if (const auto reset
                = co_await git::runGit(call, {u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD"_s});
                !reset)
                co_return failure(reset);
            qInfo("a pull that was cut off has been undone");
        }
    }
    forgetMove(home);
    co_return {};
}

} // namespace skybranch::work

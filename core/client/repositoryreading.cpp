// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/repositoryreading.h"

#include "client/words.h"
#include "domain/names.h"
#include "git/explain.h"

#include <QDir>
#include <QFileInfo>

namespace skybranch::client {
namespace {

WorktreeReading readWorktree(const git::Worktree &worktree)
{
    WorktreeReading reading;
    reading.worktree = worktree;
    if (worktree.isBroken) {
        reading.problem = Words::tr("The folder %1 is gone. Put it back. Where it was moved, run "
                                    "\"git worktree repair\" in its new place; where it was "
                                    "deleted, run \"git worktree prune\" here.")
                              .arg(worktree.path);
        return reading;
    }
    const auto repository = git::Repository::open(worktree.path);
    if (!repository) {
        reading.problem = repository.error().message;
        return reading;
    }
    reading.gitFolder = repository->gitFolder();
    if (!worktree.branch.isEmpty())
        reading.distance = repository->aheadBehind(worktree.branch).value_or(git::AheadBehind());
    return reading;
}

RepositoryReading unreadable(const QString &folder, const Error &error)
{
    RepositoryReading reading;
    reading.name = QFileInfo(folder).fileName();
    reading.problem = error.message;
    return reading;
}

} // namespace

RepositoryReading readRepository(const QString &folder)
{
    const auto repository = git::Repository::open(folder);
    if (!repository)
        return unreadable(folder, repository.error());
    const auto worktrees = repository->worktrees();
    if (!worktrees)
        return unreadable(folder, worktrees.error());
    RepositoryReading reading;
    reading.commonFolder = repository->commonFolder();
    reading.isShallow = repository->isShallow();
    const QString url = repository->remoteUrl().value_or(QString());
    reading.remoteUrl = git::hasPassword(url) ? git::redact(url) : url;
    reading.name = domain::repositoryNameFromUrl(url);
    if (reading.name.isEmpty())
        reading.name = QFileInfo(folder).fileName();
    for (const git::Worktree &worktree : *worktrees)
        reading.worktrees.append(readWorktree(worktree));
    return reading;
}

Result<QString> mainFolderOf(const QString &folder)
{
    const auto repository = git::Repository::open(QDir::cleanPath(folder));
    if (!repository)
        return failure(repository);
    const auto worktrees = repository->worktrees();
    if (!worktrees)
        return failure(worktrees);
    const auto main = std::ranges::find_if(*worktrees, &git::Worktree::isMain);
    return main == worktrees->end() ? repository->folder() : main->path;
}

} // namespace skybranch::client

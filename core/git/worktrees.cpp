// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "git/handles.h"
#include "git/repository.h"
#include "git/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <span>

namespace skybranch::git {
namespace {

QString firstLine(const QString &file)
{
    const auto content = readFile(file);
    return content ? QFile::decodeName(content->left(content->indexOf('\n'))) : QString();
}

/// What @p path, as written in a file of @p folder, means; git writes either kind.
QString resolved(const QString &path, const QString &folder)
{
    return path.isEmpty() ? QString() : QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

/// True where the folder's own ".git" says that it belongs to @p gitFolder.
bool pointsBack(const QString &folder, const QString &gitFolder)
{
    const QString link = firstLine(folder + QStringLiteral("/.git"));
    const QLatin1StringView prefix("gitdir: ");
    return link.startsWith(prefix)
        && QFileInfo(resolved(link.sliced(prefix.size()), folder)) == QFileInfo(gitFolder);
}

} // namespace

/// Reads HEAD from the administrative folder, which is there even when the working folder is gone.
Worktree Repository::worktreeAt(const QString &gitFolder) const
{
    Worktree worktree;
    const QString head = firstLine(gitFolder + QStringLiteral("/HEAD"));
    const QLatin1StringView toBranch("ref: refs/heads/");
    git_oid id;
    if (!head.startsWith(toBranch)) {
        if (git_oid_fromstr(&id, head.toLatin1().constData()) == 0)
            worktree.headId = toString(id);
        return worktree;
    }
    worktree.branch = head.sliced(toBranch.size());
    const QByteArray name = "refs/heads/" + worktree.branch.toUtf8();
    if (git_reference_name_to_id(&id, m_handle.get(), name.constData()) == 0)
        worktree.headId = toString(id);
    return worktree;
}

Worktree Repository::linkedWorktree(const QString &name) const
{
    const QString gitFolder = commonFolder() + QStringLiteral("/worktrees/") + name;
    Worktree worktree = worktreeAt(gitFolder);
    const QString link = resolved(firstLine(gitFolder + QStringLiteral("/gitdir")), gitFolder);
    worktree.path = QFileInfo(link).path();
    worktree.isLocked = QFileInfo::exists(gitFolder + QStringLiteral("/locked"));
    worktree.isBroken = !pointsBack(worktree.path, gitFolder);
    return worktree;
}

Result<QList<Worktree>> Repository::worktrees() const
{
    QList<Worktree> worktrees;
    RepositoryHandle main;
    if (git_repository_open(std::out_ptr(main), QFile::encodeName(commonFolder()).constData()) == 0
        && !git_repository_is_bare(main.get())) {
        Worktree worktree = worktreeAt(commonFolder());
        worktree.path = QDir::cleanPath(QFile::decodeName(git_repository_workdir(main.get())));
        worktree.isMain = true;
        worktree.isBroken = !QDir(worktree.path).exists();
        worktrees << worktree;
    }
    git_strarray names{};
    const StringsGuard guard(&names);
    const int code = git_worktree_list(&names, m_handle.get());
    if (code < 0)
        return readFailure(code, Words::tr("The worktrees of %1 can not be read.").arg(folder()));
    for (const char *name : std::span(names.strings, names.count))
        worktrees << linkedWorktree(QFile::decodeName(name));
    return worktrees;
}

} // namespace skybranch::git

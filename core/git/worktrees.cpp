// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "git/handles.h"
#include "git/repository.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace skybranch::git {

/// Reads HEAD from the administrative folder, which is there even when the working folder is gone.
Worktree Repository::worktreeAt(const QString &gitFolder) const
{
    Worktree worktree;
    const auto content = readFile(gitFolder + QStringLiteral("/HEAD"));
    const QString head = content ? QString::fromUtf8(*content).trimmed() : QString();
    const QLatin1StringView toBranch("ref: refs/heads/");
    if (!head.startsWith(toBranch)) {
        worktree.headId = head;
        return worktree;
    }
    worktree.branch = head.sliced(toBranch.size());
    git_oid id;
    const QByteArray name = "refs/heads/" + worktree.branch.toUtf8();
    if (git_reference_name_to_id(&id, m_handle.get(), name.constData()) == 0)
        worktree.headId = toString(id);
    return worktree;
}

Result<Worktree> Repository::linkedWorktree(const char *name) const
{
    WorktreeHandle handle;
    const int code = git_worktree_lookup(std::out_ptr(handle), m_handle.get(), name);
    if (code < 0)
        return readFailure(code, QStringLiteral("A worktree of %1 can not be read.").arg(folder()));
    Worktree worktree
        = worktreeAt(commonFolder() + QStringLiteral("/worktrees/") + QFile::decodeName(name));
    worktree.path = QDir::cleanPath(QFile::decodeName(git_worktree_path(handle.get())));
    worktree.isLocked = git_worktree_is_locked(nullptr, handle.get()) > 0;
    worktree.isBroken = git_worktree_validate(handle.get()) < 0
        || !QFileInfo(worktree.path + QStringLiteral("/.git")).isFile();
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
        return readFailure(code,
                           QStringLiteral("The worktrees of %1 can not be read.").arg(folder()));
    for (size_t i = 0; i < names.count; ++i) {
        // One that is being removed right now is not there any more.
        if (const auto worktree = linkedWorktree(names.strings[i]))
            worktrees << *worktree;
    }
    return worktrees;
}

} // namespace skybranch::git

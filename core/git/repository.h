// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "git/types.h"

#include <memory>

struct git_oid;
struct git_repository;

namespace skybranch::git {

struct StatusMemory;

/// Reads a git repository through one of its worktrees. It never writes, not even the index, and
/// runs no program. Its functions block, so they belong on a worker thread (readRepository() does
/// that); one object is used by one thread at a time.
class Repository
{
public:
    /// @p path is the top folder of a worktree.
    /// Errors: NotFound (no folder, no repository there), Unsupported (bare, or of a format that
    /// is not known), Conflict (no commit yet), Forbidden (it belongs to another user).
    static Result<Repository> open(const QString &path);

    QString folder() const; ///< the top folder of this worktree, no slash at the end
    QString gitFolder() const; ///< where this worktree's HEAD and index are
    QString commonFolder() const; ///< where the refs and objects of all worktrees are

    bool isShallow() const; ///< older commits are missing, as in `git clone --depth`

    /// Of this worktree; empty while detached.
    Result<QString> currentBranch() const;

    /// The id of the commit that @p revision ("main", "origin/main", "HEAD~2", an id) means.
    Result<QString> resolve(const QString &revision) const;

    /// Local and remote ones, without the "origin/HEAD" that only points at another.
    Result<QList<BranchInfo>> branches() const;

    /// The branch that the remote calls its default, else main or master, else the current one.
    Result<QString> defaultBranch() const;

    /// The remote that @p branch follows, else "origin", else the only one.
    Result<QString> remoteName(const QString &branch = {}) const;

    /// As configured, with url.insteadOf applied. It may hold a password: check before use.
    /// @p remote: empty means remoteName(currentBranch()).
    Result<QString> remoteUrl(const QString &remote = {}) const;

    /// The main one first. A repository whose main folder is bare has linked ones only.
    Result<QList<Worktree>> worktrees() const;

    /// Of this worktree; the second one is quicker. Git's own filter programs (LFS) are not run: a
    /// file that they rewrite and whose time stamp is new counts as changed.
    Result<Status> status() const;

    /// How many files the index has, as it was read last; reads it where it was not.
    qsizetype trackedFiles() const;

    /// The folders that hold tracked files, the top folder first, at most @p max. What is ignored
    /// (build folders, node_modules) is not among them.
    Result<QStringList> trackedFolders(int max) const;

    /// @p branch, a local one, against its upstream.
    Result<AheadBehind> aheadBehind(const QString &branch) const;

    /// How many commits @p from has that @p to has not, and the other way round.
    Result<AheadBehind> aheadBehind(const QString &from, const QString &to) const;

    /// How many commits @p branch, a local one, has that no branch of a remote has, as last
    /// fetched.
    Result<int> unpushed(const QString &branch) const;

    /// The id of the last commit that two have in common; empty where there is none.
    Result<QString> mergeBase(const QString &one, const QString &other) const;

    /// What is in @p from and not in @p notIn (may be empty), newest first, at most @p max.
    Result<QList<Commit>> commits(const QString &from, const QString &notIn, int max) const;

    /// @p branch against its upstream, with at most @p max commits of each side.
    /// Errors besides: NotFound (no upstream).
    Result<Divergence> divergence(const QString &branch, int max) const;

    Identity identity() const;

private:
    struct Closer
    {
        void operator()(git_repository *handle) const;
    };

    explicit Repository(git_repository *handle);
    QString configValue(const char *key) const;
    bool hasReference(const QString &name) const;
    QDateTime timeOf(const git_oid &id) const; ///< of a commit
    Worktree worktreeAt(const QString &gitFolder) const;
    Worktree linkedWorktree(const QString &name) const;

    std::unique_ptr<git_repository, Closer> m_handle;
    std::shared_ptr<StatusMemory> m_memory; ///< no one else's; its type is not known here
};

/// Opens @p path on @p pool and gives it to @p read there, which returns a Result; several reads
/// in one call see the same repository.
template <typename Read> auto readRepository(QThreadPool *pool, QString path, Read read)
{
    using Answer = std::invoke_result_t<Read, const Repository &>;
    return runOn(pool, [path = std::move(path), read = std::move(read)]() -> Answer {
        const auto repository = Repository::open(path);
        if (!repository)
            return failure(repository);
        return read(*repository);
    });
}

} // namespace skybranch::git

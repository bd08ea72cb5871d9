// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/repository.h"

#include <QDeadlineTimer>

#include <array>
#include <list>
#include <mutex>

namespace skybranch::git {

/// Repositories that stay open between reads, so that their index, trees and rules are not read
/// again where nothing has changed: that halves the time of a status. The ones used last are kept.
/// Any thread may read; who reads the same path meanwhile gets a repository of their own.
class KeptRepositories final
{
public:
    /// @p maxFiles: how many tracked files the kept ones may have in all; each takes about 150
    /// bytes.
    explicit KeptRepositories(qsizetype maxFiles = 200'000);

    /// What @p read says of the worktree at @p path. Blocks.
    /// Errors besides: those of Repository::open().
    template <typename Read>
    std::invoke_result_t<Read, const Repository &> read(const QString &path, Read read)
    {
        auto repository = take(path);
        if (!repository)
            return failure(repository);
        auto answer = read(repository->repository);
        keep(std::move(*repository));
        return answer;
    }

    /// Closes the one at @p path, which is not to be read again.
    void forget(const QString &path);

    /// How many are kept.
    qsizetype count() const;

private:
    /// What libgit2 does not look at again by itself; a file's identity, size and time.
    using Mark = std::array<qint64, 4>;

    struct Kept
    {
        QString path;
        Repository repository;
        QDeadlineTimer end;
        QList<Mark> marks;
        qsizetype files = 0;
    };

    static Mark markOf(const QString &path);
    static QList<Mark> marksOf(const Kept &kept);
    Result<Kept> take(const QString &path);
    void keep(Kept used);

    qsizetype m_maxFiles;
    mutable std::mutex m_mutex;
    std::list<Kept> m_kept; ///< the one used last is first
};

} // namespace skybranch::git

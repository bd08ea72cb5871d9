// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/keptrepositories.h"

#include "git/handles.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <optional>
#include <sys/stat.h>

namespace skybranch::git {
namespace {

/// Configuration that another file includes is not looked at: it counts after this time.
constexpr std::chrono::minutes maxAge{5};

QStringList userConfigFiles()
{
    QStringList files;
    for (auto *find : {git_config_find_global, git_config_find_xdg, git_config_find_system}) {
        git_buf path = GIT_BUF_INIT;
        const BufferGuard guard(&path);
        if (find(&path) == 0)
            files << QFile::decodeName(path.ptr);
    }
    return files;
}

} // namespace

KeptRepositories::KeptRepositories(qsizetype maxFiles)
    : m_maxFiles(maxFiles)
{
}

qsizetype KeptRepositories::count() const
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_kept.size());
}

void KeptRepositories::forget(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    m_kept.remove_if([&](const Kept &kept) { return kept.path == path; });
}

KeptRepositories::Mark KeptRepositories::markOf(const QString &path)
{
    struct stat found{};
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    // A folder's time changes with each lock file in it.
    if (S_ISDIR(found.st_mode))
        return {qint64(found.st_dev), qint64(found.st_ino)};
    return {qint64(found.st_dev), qint64(found.st_ino), qint64(found.st_size),
            qint64(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec};
}

QList<KeptRepositories::Mark> KeptRepositories::marksOf(const Kept &kept)
{
    const QString gitFolder = kept.repository.gitFolder();
    const QString commonFolder = kept.repository.commonFolder();
    QList<Mark> marks;
    for (const QString &path : QStringList{kept.path + QStringLiteral("/.git"), gitFolder,
                                           commonFolder, commonFolder + QStringLiteral("/config"),
                                           gitFolder + QStringLiteral("/config.worktree")}
             + userConfigFiles())
        marks << markOf(path);
    return marks;
}

Result<KeptRepositories::Kept> KeptRepositories::take(const QString &path)
{
    std::optional<Kept> found;
    {
        const std::lock_guard lock(m_mutex);
        const auto it = std::ranges::find(m_kept, path, &Kept::path);
        if (it != m_kept.end()) {
            found.emplace(std::move(*it));
            m_kept.erase(it);
        }
    }
    if (found && !found->end.hasExpired() && marksOf(*found) == found->marks)
        return std::move(*found);
    auto opened = Repository::open(path);
    if (!opened)
        return failure(opened);
    Kept fresh{.path = path,
               .repository = std::move(*opened),
               .end = QDeadlineTimer(maxAge),
               .marks = {},
               .files = 0};
    fresh.marks = marksOf(fresh);
    return fresh;
}

void KeptRepositories::keep(Kept used)
{
    used.files = used.repository.trackedFiles();
    std::list<Kept> surplus; // closed after the lock is given back
    const std::lock_guard lock(m_mutex);
    m_kept.remove_if([&](const Kept &kept) { return kept.path == used.path; });
    m_kept.push_front(std::move(used));
    qsizetype files = 0;
    const auto end = std::ranges::find_if(
        m_kept, [&](const Kept &kept) { return (files += kept.files) > m_maxFiles; });
    surplus.splice(surplus.begin(), m_kept, end, m_kept.end());
}

} // namespace skybranch::git

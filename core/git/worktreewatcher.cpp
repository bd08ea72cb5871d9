// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/worktreewatcher.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSet>

#include <chrono>

namespace skybranch::git {
namespace {

Q_LOGGING_CATEGORY(logWatcher, "skybranch.git.watcher")

constexpr std::chrono::milliseconds together{100};

// Watches are a limited good of the whole session, and a repository may have thousands of folders
// of refs. A branch in a folder beyond these is seen when HEAD, an index or packed-refs changes.
constexpr qsizetype maxRefFolders = 256;

} // namespace

WorktreeWatcher::WorktreeWatcher(const QStringList &gitFolders, const QString &commonFolder,
                                 QObject *parent)
    : QObject(parent)
    , m_gitFolders(gitFolders)
    , m_commonFolder(commonFolder)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(together);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &WorktreeWatcher::note);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &WorktreeWatcher::note);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        arm();
        Q_EMIT changed(std::exchange(m_changed, {}));
    });
    arm();
}

void WorktreeWatcher::note(const QString &path)
{
    for (const QString &folder : {path, QFileInfo(path).path()}) {
        if (m_gitFolders.contains(folder) && !m_changed.contains(folder))
            m_changed << folder;
    }
    if (!m_delay.isActive())
        m_delay.start();
}

/// Git replaces HEAD, index, packed-refs and refs by renaming a lock file over them, so it is
/// their folders that are watched. FETCH_HEAD alone is written in place.
QStringList WorktreeWatcher::wantedPaths() const
{
    QStringList paths{m_commonFolder, m_commonFolder + QStringLiteral("/refs"),
                      m_commonFolder + QStringLiteral("/worktrees")};
    paths << m_gitFolders;
    // Written in place by "git worktree repair", also of those that can not be used now.
    const QDir worktrees(m_commonFolder + QStringLiteral("/worktrees"));
    for (const QString &name : worktrees.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        paths << worktrees.filePath(name) + QStringLiteral("/gitdir");
    for (const QString &kind : {QStringLiteral("/refs/heads"), QStringLiteral("/refs/remotes")}) {
        paths << m_commonFolder + kind;
        QDirIterator folders(m_commonFolder + kind, QDir::Dirs | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (folders.hasNext() && paths.size() < maxRefFolders)
            paths << folders.next();
    }
    for (const QString &folder : m_gitFolders + QStringList{m_commonFolder})
        paths << folder + QStringLiteral("/FETCH_HEAD");
    paths.removeDuplicates();
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return paths;
}

void WorktreeWatcher::arm()
{
    const QStringList watched = m_watcher.directories() + m_watcher.files();
    QSet<QString> missing;
    for (const QString &path : wantedPaths())
        missing.insert(path);
    missing.subtract(QSet<QString>(watched.begin(), watched.end()));
    if (missing.isEmpty())
        return;
    const QStringList refused = m_watcher.addPaths(missing.values());
    if (!refused.isEmpty())
        qCWarning(logWatcher) << "not watched:" << refused.size() << "folders";
}

} // namespace skybranch::git

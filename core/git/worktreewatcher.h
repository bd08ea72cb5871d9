// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace skybranch::git {

/// Tells when git has changed something about worktrees of one repository: a HEAD or index, a
/// branch, what a fetch brought, a worktree more or less. Edits of working files are not seen. It
/// does not poll and reads no repository. One for each repository, not for each worktree: the
/// kernel gives a user few of what a QFileSystemWatcher needs.
class WorktreeWatcher final : public QObject
{
    Q_OBJECT

public:
    /// Repository::gitFolder() of each worktree, and their Repository::commonFolder().
    WorktreeWatcher(const QStringList &gitFolders, const QString &commonFolder,
                    QObject *parent = nullptr);

Q_SIGNALS:
    /// Once for all that happens within a tenth of a second. @p gitFolders: those in which it
    /// did; the folder of the main worktree is the common one too.
    void changed(const QStringList &gitFolders);

private:
    void arm();
    void note(const QString &path);
    QStringList wantedPaths() const;

    QStringList m_gitFolders;
    QString m_commonFolder;
    QFileSystemWatcher m_watcher;
    QTimer m_delay;
    QStringList m_changed; ///< since the last changed()
};

} // namespace skybranch::git

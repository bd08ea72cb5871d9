// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/repositoryreading.h"
#include "client/singleflight.h"
#include "client/views.h"
#include "git/keptrepositories.h"
#include "git/treewatcher.h"
#include "git/worktreewatcher.h"
#include "localdb/desktopstore.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace skybranch::client {

/// The repositories on this computer, read in the background and again when git changes them or
/// a working file is edited: then that worktree alone.
/// Fills in the local side of the views and nothing of the cloud.
class RepositoryList : public QObject
{
    Q_OBJECT

public:
    explicit RepositoryList(QObject *parent = nullptr);
    ~RepositoryList() override;

    void add(const localdb::StoredRepository &repository);
    void remove(qint64 id);

    QList<RepositoryInfo> repositories() const;
    const RepositoryInfo *repository(qint64 id) const; ///< valid until the next event
    const WorktreeInfo *worktree(const QString &path) const; ///< valid until the next event

    /// Reads a worktree and its repository anew, also what no watcher sees.
    void reread(const QString &path);

    /// For reads of others.
    QThreadPool *pool() { return &m_pool; }

Q_SIGNALS:
    void listChanged();
    void worktreeChanged(const QString &path);
    void repositoryRead(qint64 id);

    /// Edits in some worktrees are not seen by themselves; the message says what to do.
    void limited(const skybranch::Error &why);

private:
    struct Entry
    {
        RepositoryInfo info;
        QHash<QString, QString> gitFolders; ///< path of each worktree that can be used
        QString commonFolder;
        std::unique_ptr<git::WorktreeWatcher> watcher;
    };

    /// The state of a worktree's files, and the folders to watch for it.
    struct FileReading
    {
        git::Status status;
        QStringList folders;
    };

    static Result<FileReading> readFiles(const git::Repository &repository);
    void readList(qint64 id);
    void readStatus(const QString &path);
    void takeList(qint64 id, const RepositoryReading &reading);
    void takeProblem(Entry &entry, const QString &problem);
    void takeStatus(const QString &path, const Result<FileReading> &reading);
    void onTreeChanged(const QString &path);
    void watchForReturn(const QList<WorktreeInfo> &rows);
    void unwatchGone(const RepositoryInfo &before, const RepositoryInfo *now);
    void watch(Entry &entry, const RepositoryReading &reading);
    void onFoldersChanged(qint64 id, const QStringList &gitFolders);
    Entry *entry(qint64 id);
    WorktreeInfo *find(const QString &path);

    git::KeptRepositories m_kept;
    QThreadPool m_pool; // its threads use what stands before it
    git::TreeWatcher m_trees;
    std::vector<Entry> m_entries;
    SingleFlight<qint64> m_listReads;
    SingleFlight<QString> m_statusReads;
};

} // namespace skybranch::client

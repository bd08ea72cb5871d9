// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QSocketNotifier>
#include <QStringList>
#include <QTimer>

struct inotify_event;

namespace skybranch::git {

/// Tells when working files of worktrees have been edited, by the kernel's word: nothing is polled
/// and no folder is read. One for all worktrees. WorktreeWatcher sees what git does.
class TreeWatcher final : public QObject
{
    Q_OBJECT

public:
    /// Watches are a limited good of the whole session: no worktree takes more than these.
    static constexpr int maxFolders = 4096;

    /// @p limit: how many folders are watched in all.
    explicit TreeWatcher(int limit = 65'536, QObject *parent = nullptr);
    ~TreeWatcher() override;
    TreeWatcher(const TreeWatcher &) = delete;
    TreeWatcher &operator=(const TreeWatcher &) = delete;

    /// Watches these folders of @p worktree (Repository::trackedFolders()), and no others of it any
    /// more; none: it is let go.
    void watch(const QString &worktree, const QStringList &folders);

    int count() const { return int(m_watches.size()); }

Q_SIGNALS:
    /// Once for all that happens within a moment, and at most once a second. Also when folders are
    /// watched anew: nobody knows what was edited in them before.
    void changed(const QString &worktree);

    /// Once: edits in some folders will not be seen. The message says what to do.
    void limited(const skybranch::Error &why);

private:
    struct Watch
    {
        QString worktree;
        QString folder;

        friend bool operator==(const Watch &, const Watch &) = default;
    };

    bool add(const QString &worktree, const QString &folder);
    void drop(int id, const Watch &watch);
    void read();
    void tellSoon();
    void take(const inotify_event &event);
    void sayLimited(int code);

    int m_descriptor = -1;
    int m_limit;
    bool m_saidLimited = false;
    QSocketNotifier *m_notifier = nullptr;
    QMultiHash<int, Watch> m_watches; ///< worktrees that share a folder share its id
    QHash<QString, QHash<QString, int>> m_trees; ///< worktree, folder, watch
    QSet<QString> m_changed;
    QTimer m_delay;
};

} // namespace skybranch::git

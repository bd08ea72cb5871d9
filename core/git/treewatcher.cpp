// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/treewatcher.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

namespace skybranch::git {
namespace {

/// A save is several events, and a program that writes without end must not be read after each.
constexpr std::chrono::milliseconds together{1000};

constexpr uint32_t edits = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
    | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK | IN_DONT_FOLLOW;

} // namespace

TreeWatcher::TreeWatcher(int limit, QObject *parent)
    : QObject(parent)
    , m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    , m_limit(limit)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(together);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        for (const QString &worktree : std::exchange(m_changed, {}))
            Q_EMIT changed(worktree);
    });
    if (m_descriptor < 0)
        return;
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &TreeWatcher::read);
}

TreeWatcher::~TreeWatcher()
{
    delete m_notifier;
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void TreeWatcher::watch(const QString &worktree, const QStringList &folders)
{
    QHash<QString, int> &watched = m_trees[worktree];
    const QSet<QString> wanted(folders.begin(), folders.end());
    for (auto it = watched.begin(); it != watched.end();) {
        if (wanted.contains(it.key())) {
            ++it;
            continue;
        }
        drop(it.value(), {worktree, it.key()});
        it = watched.erase(it);
    }
    for (const QString &folder : folders) {
        if (!watched.contains(folder) && !add(worktree, folder))
            break;
    }
    if (watched.isEmpty())
        m_trees.remove(worktree);
}

void TreeWatcher::drop(int id, const Watch &watch)
{
    m_watches.remove(id, watch);
    if (!m_watches.contains(id))
        ::inotify_rm_watch(m_descriptor, id);
}

/// False where no more can be watched.
bool TreeWatcher::add(const QString &worktree, const QString &folder)
{
    if (count() >= m_limit || m_descriptor < 0) {
        sayLimited(m_descriptor < 0 ? EMFILE : ENOSPC);
        return false;
    }
    const int id = ::inotify_add_watch(m_descriptor, QFile::encodeName(folder).constData(), edits);
    if (id >= 0) {
        m_watches.insert(id, {worktree, folder});
        m_trees[worktree].insert(folder, id);
        // What was edited between the look that named the folder and now, nobody tells.
        m_changed.insert(worktree);
        tellSoon();
        return true;
    }
    // A tracked folder may be gone from the disk: that is an edit, and none of ours.
    if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
        return true;
    sayLimited(errno);
    return false;
}

void TreeWatcher::sayLimited(int code)
{
    if (std::exchange(m_saidLimited, true))
        return;
    Q_EMIT limited({ErrorCode::LimitReached,
                    tr("This computer lets too few folders be watched, so that edits in some "
                       "worktrees are counted only when you look again. Raise "
                       "fs.inotify.max_user_watches to see them at once."),
                    QString::fromLocal8Bit(std::strerror(code))});
}

void TreeWatcher::read()
{
    alignas(inotify_event) std::array<char, 16 << 10> buffer;
    for (;;) {
        const ssize_t size = ::read(m_descriptor, buffer.data(), buffer.size());
        if (size <= 0)
            break;
        for (ssize_t at = 0; at < size;) {
            const auto *event = reinterpret_cast<const inotify_event *>(buffer.data() + at);
            at += ssize_t(sizeof(inotify_event) + event->len);
            if (event->mask & IN_Q_OVERFLOW) {
                for (auto tree = m_trees.keyBegin(); tree != m_trees.keyEnd(); ++tree)
                    m_changed.insert(*tree);
                continue;
            }
            take(*event);
        }
    }
    tellSoon();
}

void TreeWatcher::tellSoon()
{
    if (!m_changed.isEmpty() && !m_delay.isActive())
        m_delay.start();
}

void TreeWatcher::take(const inotify_event &event)
{
    const bool isGits = event.len > 0 && qstrcmp(event.name, ".git") == 0;
    for (const Watch &watch : m_watches.values(event.wd)) {
        if (event.mask & IN_IGNORED)
            m_trees[watch.worktree].remove(watch.folder);
        if (!isGits)
            m_changed.insert(watch.worktree);
    }
    if (event.mask & IN_IGNORED)
        m_watches.remove(event.wd);
}

} // namespace skybranch::git

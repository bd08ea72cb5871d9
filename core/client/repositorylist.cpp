// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/repositorylist.h"

#include "domain/names.h"

#include <QFileInfo>

#include <algorithm>

namespace skybranch::client {
namespace {

/// What a list says of a worktree; the state of its files stays as @p before had it.
WorktreeInfo worktreeInfo(const WorktreeReading &reading, const RepositoryInfo &repository,
                          const WorktreeInfo *before)
{
    WorktreeInfo info;
    info.id = info.path = reading.worktree.path;
    info.repositoryId = repository.id;
    info.repositoryName = repository.name;
    info.branch = reading.worktree.branch;
    info.headId = reading.worktree.headId;
    info.problem = reading.problem;
    info.isMain = reading.worktree.isMain;
    info.hasRemote = !repository.remoteUrl.isEmpty();
    info.hasUpstream = reading.distance.hasUpstream;
    if (!info.hasUpstream)
        info.goneUpstream = reading.distance.upstream;
    info.distance = {reading.distance.ahead, reading.distance.behind};
    info.remoteLabel = domain::remoteHostLabel(repository.remoteUrl);
    info.changed = before ? before->changed : 0;
    info.unfinished = before ? before->unfinished : QString();
    return info;
}

bool sameRows(const RepositoryInfo &a, const RepositoryInfo &b)
{
    const auto samePath = [](const WorktreeInfo &x, const WorktreeInfo &y) { return x.id == y.id; };
    return a.name == b.name && a.remoteUrl == b.remoteUrl && a.isShallow == b.isShallow
        && a.problem == b.problem && std::ranges::equal(a.worktrees, b.worktrees, samePath);
}

} // namespace

RepositoryList::RepositoryList(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(2);
    connect(&m_trees, &git::TreeWatcher::changed, this, &RepositoryList::onTreeChanged);
    connect(&m_trees, &git::TreeWatcher::limited, this, &RepositoryList::limited);
}

RepositoryList::~RepositoryList()
{
    m_pool.clear();
}

void RepositoryList::add(const localdb::StoredRepository &repository)
{
    if (entry(repository.id))
        return;
    Entry added;
    added.info.id = repository.id;
    added.info.folder = repository.folder;
    added.info.name = QFileInfo(repository.folder).fileName();
    m_entries.push_back(std::move(added));
    Q_EMIT listChanged();
    readList(repository.id);
}

void RepositoryList::remove(qint64 id)
{
    if (const RepositoryInfo *info = repository(id))
        unwatchGone(*info, nullptr);
    if (std::erase_if(m_entries, [id](const Entry &entry) { return entry.info.id == id; }) > 0)
        Q_EMIT listChanged();
}

QList<RepositoryInfo> RepositoryList::repositories() const
{
    QList<RepositoryInfo> result;
    for (const Entry &entry : m_entries)
        result.append(entry.info);
    return result;
}

const RepositoryInfo *RepositoryList::repository(qint64 id) const
{
    const auto found
        = std::ranges::find_if(m_entries, [id](const Entry &entry) { return entry.info.id == id; });
    return found == m_entries.end() ? nullptr : &found->info;
}

const WorktreeInfo *RepositoryList::worktree(const QString &path) const
{
    for (const Entry &entry : m_entries) {
        const auto found = std::ranges::find(entry.info.worktrees, path, &WorktreeInfo::path);
        if (found != entry.info.worktrees.end())
            return &*found;
    }
    return nullptr;
}

WorktreeInfo *RepositoryList::find(const QString &path)
{
    return const_cast<WorktreeInfo *>(std::as_const(*this).worktree(path));
}

RepositoryList::Entry *RepositoryList::entry(qint64 id)
{
    const auto found
        = std::ranges::find_if(m_entries, [id](const Entry &entry) { return entry.info.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

void RepositoryList::reread(const QString &path)
{
    const WorktreeInfo *info = worktree(path);
    if (!info)
        return;
    readList(info->repositoryId);
    readStatus(path);
}

void RepositoryList::readList(qint64 id)
{
    const RepositoryInfo *info = repository(id);
    if (!info || !m_listReads.begin(id))
        return;
    auto read = runOn(&m_pool, [folder = info->folder]() -> Result<RepositoryReading> {
        return readRepository(folder);
    });
    QCoro::connect(std::move(read), this, [this, id](const Result<RepositoryReading> &reading) {
        const bool again = m_listReads.end(id);
        if (reading)
            takeList(id, *reading);
        if (again)
            readList(id);
    });
}

void RepositoryList::takeList(qint64 id, const RepositoryReading &reading)
{
    Entry *target = entry(id);
    if (!target)
        return;
    if (!reading.problem.isEmpty())
        return takeProblem(*target, reading.problem);
    const RepositoryInfo before = target->info;
    RepositoryInfo &info = target->info;
    info.name = reading.name;
    info.remoteUrl = reading.remoteUrl;
    info.isShallow = reading.isShallow;
    info.problem.clear();
    info.worktrees.clear();
    QStringList changed;
    QStringList unread;
    for (const WorktreeReading &row : reading.worktrees) {
        const auto old
            = std::ranges::find(before.worktrees, row.worktree.path, &WorktreeInfo::path);
        const bool known = old != before.worktrees.end();
        info.worktrees.append(worktreeInfo(row, info, known ? &*old : nullptr));
        if (!known || !old->problem.isEmpty())
            unread.append(row.worktree.path);
        if (known && *old != info.worktrees.last())
            changed.append(row.worktree.path);
    }
    watch(*target, reading);
    unwatchGone(before, &info);
    watchForReturn(info.worktrees);
    const bool rowsChanged = !sameRows(before, info);
    for (const QString &path : unread)
        readStatus(path);
    if (rowsChanged)
        Q_EMIT listChanged();
    for (const QString &path : changed)
        Q_EMIT worktreeChanged(path);
    Q_EMIT repositoryRead(id);
}

/// Its rows stay, for what runs in them goes on; there is one at least, to say it.
void RepositoryList::takeProblem(Entry &entry, const QString &problem)
{
    RepositoryInfo &info = entry.info;
    info.problem = problem;
    if (info.worktrees.isEmpty())
        info.worktrees.append({.id = info.folder,
                               .repositoryId = info.id,
                               .repositoryName = info.name,
                               .path = info.folder,
                               .isMain = true});
    for (WorktreeInfo &row : info.worktrees)
        row.problem = problem;
    watch(entry, {});
    const qint64 id = info.id;
    const QList<WorktreeInfo> rows = info.worktrees;
    watchForReturn(rows);
    Q_EMIT listChanged();
    for (const WorktreeInfo &row : rows)
        Q_EMIT worktreeChanged(row.path);
    Q_EMIT repositoryRead(id);
}

/// What is gone comes back below the folder above it; git has no part in that.
void RepositoryList::watchForReturn(const QList<WorktreeInfo> &rows)
{
    for (const WorktreeInfo &row : rows) {
        if (!row.problem.isEmpty())
            m_trees.watch(row.path, {QFileInfo(row.path).path()});
    }
}

/// Files have changed; or the worktree has gone, or what was gone is back.
void RepositoryList::onTreeChanged(const QString &path)
{
    const WorktreeInfo *info = worktree(path);
    if (info && info->problem.isEmpty())
        readStatus(path);
    else if (info)
        readList(info->repositoryId);
}

void RepositoryList::unwatchGone(const RepositoryInfo &before, const RepositoryInfo *now)
{
    for (const WorktreeInfo &row : before.worktrees) {
        const bool stays = now
            && std::ranges::find(now->worktrees, row.path, &WorktreeInfo::path)
                != now->worktrees.end();
        if (stays)
            continue;
        m_trees.watch(row.path, {});
        m_kept.forget(row.path);
    }
}

void RepositoryList::watch(Entry &entry, const RepositoryReading &reading)
{
    QHash<QString, QString> gitFolders;
    for (const WorktreeReading &row : reading.worktrees) {
        if (!row.gitFolder.isEmpty())
            gitFolders.insert(row.worktree.path, row.gitFolder);
    }
    if (entry.gitFolders == gitFolders && entry.commonFolder == reading.commonFolder)
        return;
    entry.gitFolders = gitFolders;
    entry.commonFolder = reading.commonFolder;
    entry.watcher.reset();
    if (reading.commonFolder.isEmpty())
        return;
    entry.watcher
        = std::make_unique<git::WorktreeWatcher>(gitFolders.values(), reading.commonFolder);
    connect(
        entry.watcher.get(), &git::WorktreeWatcher::changed, this,
        [this, id = entry.info.id](const QStringList &folders) { onFoldersChanged(id, folders); });
}

void RepositoryList::onFoldersChanged(qint64 id, const QStringList &gitFolders)
{
    const Entry *changed = entry(id);
    if (!changed)
        return;
    readList(id);
    for (const auto &[path, gitFolder] : changed->gitFolders.asKeyValueRange()) {
        if (gitFolders.contains(gitFolder))
            readStatus(path);
    }
}

Result<RepositoryList::FileReading> RepositoryList::readFiles(const git::Repository &repository)
{
    auto status = repository.status();
    if (!status)
        return failure(status);
    const auto folders = repository.trackedFolders(git::TreeWatcher::maxFolders);
    return FileReading{std::move(*status), folders.value_or(QStringList())};
}

void RepositoryList::readStatus(const QString &path)
{
    const WorktreeInfo *info = worktree(path);
    if (!info || !info->problem.isEmpty() || !m_statusReads.begin(path))
        return;
    auto read = runOn(
        &m_pool, [this, path]() -> Result<FileReading> { return m_kept.read(path, readFiles); });
    QCoro::connect(std::move(read), this, [this, path](const Result<FileReading> &reading) {
        const bool again = m_statusReads.end(path);
        takeStatus(path, reading);
        if (again)
            readStatus(path);
    });
}

void RepositoryList::takeStatus(const QString &path, const Result<FileReading> &reading)
{
    WorktreeInfo *info = find(path);
    if (!info)
        return;
    if (!reading) {
        // It may be gone from the disk, which the list tells.
        readList(info->repositoryId);
        return;
    }
    m_trees.watch(path, reading->folders);
    // Before it was watched, nobody told.
    if (!QFileInfo::exists(path))
        readList(info->repositoryId);
    const git::Status &status = reading->status;
    if (info->changed == status.changed && info->unfinished == status.operation)
        return;
    info->changed = status.changed;
    info->unfinished = status.operation;
    Q_EMIT worktreeChanged(path);
}

} // namespace skybranch::client

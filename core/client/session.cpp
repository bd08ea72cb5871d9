// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"

#include "client/sessionprivate.h"

namespace skybranch::client {

Session::Session(SessionConfig config, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(config), this))
{
}

Session::~Session() = default;

void Session::start()
{
    d->start();
}

bool Session::isLoaded() const
{
    return d->loaded;
}

QList<RepositoryInfo> Session::repositories() const
{
    QList<RepositoryInfo> result = d->repositories.repositories();
    for (RepositoryInfo &repository : result) {
        for (WorktreeInfo &info : repository.worktrees)
            info = d->complete(info);
    }
    return result;
}

QList<WorktreeInfo> Session::cloudOnly() const
{
    return {};
}

std::optional<WorktreeInfo> Session::worktree(const QString &id) const
{
    const WorktreeInfo *info = d->repositories.worktree(id);
    return info ? std::optional(d->complete(*info)) : std::nullopt;
}

BackendInfo Session::backend() const
{
    return {};
}

void Session::addRepository(const QString &folder)
{
    d->addRepository(folder);
}

void Session::cloneRepository(const QString &url, const QString &folder)
{
    d->localSync.clone(url, folder);
}

void Session::cancelClone()
{
    d->localSync.cancelClone();
}

void Session::removeRepository(qint64 id)
{
    d->removeRepository(id);
}

void Session::push(const QString &worktreeId)
{
    d->localSync.push(worktreeId);
}

void Session::pull(const QString &worktreeId)
{
    d->localSync.pull(worktreeId);
}

void Session::refresh(const QString &worktreeId)
{
    d->repositories.reread(worktreeId);
    d->localSync.fetch(worktreeId);
}

void Session::cancelOperation(const QString &worktreeId)
{
    d->operations.cancel(worktreeId);
}

void Session::dismissFailure(const QString &worktreeId)
{
    d->operations.dismiss(worktreeId);
}

void Session::setCloudSyncEnabled(const QString &worktreeId, bool enabled)
{
    if (const WorktreeInfo *info = d->repositories.worktree(worktreeId))
        d->settings.setCloudSyncEnabled(worktreeId, info->repositoryId, enabled);
}

bool Session::isCloudSyncEnabled(const QString &worktreeId) const
{
    return d->settings.value(worktreeId).cloudSyncEnabled;
}

std::unique_ptr<Terminal> Session::openTerminal(const QString &worktreeId, Terminal::Place place)
{
    return d->openTerminal(worktreeId, place);
}

QByteArray Session::windowState(const QString &key) const
{
    return d->windowState.value(key);
}

void Session::setWindowState(const QString &key, const QByteArray &value)
{
    d->setWindowState(key, value);
}

} // namespace skybranch::client

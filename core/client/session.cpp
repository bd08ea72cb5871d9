// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"

#include "client/sessionprivate.h"
#include "client/worktreeplan.h"

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
    QList<WorktreeInfo> result = d->cloud.cloudOnly();
    for (WorktreeInfo &info : result)
        d->operations.describe(info);
    return result;
}

std::optional<WorktreeInfo> Session::worktree(const QString &id) const
{
    if (const WorktreeInfo *info = d->repositories.worktree(id))
        return d->complete(*info);
    auto row = d->cloud.cloudOnlyRow(id);
    if (row)
        d->operations.describe(*row);
    return row;
}

BackendInfo Session::backend() const
{
    return d->cloud.backend().info();
}

void Session::retryBackend()
{
    d->cloud.backend().start();
}

HostedAccount &Session::account()
{
    return d->account;
}

void Session::leave()
{
    d->cloud.leave();
}

void Session::enableCloud(const QString &worktreeId, bool withUnpushed)
{
    d->cloud.enableCloud(worktreeId, withUnpushed);
}

void Session::keepAwake(const QString &worktreeId, int minutes)
{
    d->cloud.keepAwake(worktreeId, minutes);
}

void Session::askUsage(const QString &worktreeId)
{
    d->cloud.askUsage(worktreeId);
}

void Session::askBranches(qint64 repositoryId)
{
    d->lister.ask(repositoryId);
}

void Session::leaveBranches()
{
    d->lister.leave();
}

bool Session::hasRepositoryOf(const QString &rowId) const
{
    return d->bringer.repositoryOf(rowId) != nullptr;
}

QString Session::remoteUrlOf(const QString &rowId) const
{
    return d->cloud.remoteUrlOf(rowId);
}

void Session::createLocalWorktree(const QString &rowId)
{
    d->bringer.bring(rowId);
}

void Session::undoLocalWorktree(const QString &worktreeId)
{
    d->bringer.undo(worktreeId);
}

QString Session::newWorktreeFolder(qint64 repositoryId, const QString &branch) const
{
    const RepositoryInfo *repository = d->repositories.repository(repositoryId);
    return repository ? client::newWorktreeFolder(repository->folder, branch) : QString();
}

void Session::createWorkspace(const NewWorkspace &request)
{
    d->maker.make(request);
}

void Session::cancelCreation()
{
    d->maker.cancel();
}

void Session::request(const QString &worktreeId, domain::WorkspaceEvent event)
{
    d->cloud.request(worktreeId, event);
}

void Session::retryFromHere(const QString &worktreeId)
{
    d->cloud.retryFromHere(worktreeId);
}

PortsInfo Session::ports(const QString &worktreeId) const
{
    return d->ports.info(worktreeId);
}

void Session::forwardPort(const QString &worktreeId, quint16 port)
{
    d->ports.forward(worktreeId, port);
}

void Session::stopForwarding(const QString &worktreeId, quint16 port)
{
    d->ports.stop(worktreeId, port);
}

void Session::setCurrent(const QString &worktreeId)
{
    d->cloud.setCurrent(worktreeId);
}

void Session::pullInCloud(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().pull(worktreeId, link);
}

void Session::pushFromCloud(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().push(worktreeId, link);
}

void Session::merge(const QString &worktreeId)
{
    d->localSync.merge(worktreeId);
}

void Session::rebase(const QString &worktreeId)
{
    d->localSync.rebase(worktreeId);
}

void Session::mergeInCloud(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().merge(worktreeId, link);
}

void Session::rebaseInCloud(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().rebase(worktreeId, link);
}

void Session::inspectDivergence(const QString &worktreeId)
{
    d->localSync.inspectDivergence(worktreeId);
}

void Session::inspectCloudDivergence(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().inspectDivergence(worktreeId, link);
}

void Session::registerKey(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().registerKey(worktreeId, link, d->cloud.remoteUrlOf(worktreeId));
}

void Session::askPublicKey(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().askPublicKey(worktreeId, link);
}

void Session::inspectLoss(const QString &worktreeId)
{
    if (VmLink *link = d->cloud.linkOf(worktreeId))
        d->cloud.sync().inspectLoss(worktreeId, link);
    else
        Q_EMIT lossKnown(worktreeId, {});
}

void Session::askSshCommand(const QString &worktreeId)
{
    d->cloud.askSshCommand(worktreeId);
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
    VmLink *link = d->cloud.linkOf(worktreeId);
    if (link && link->workspace().status == domain::WorkspaceStatus::Running)
        d->cloud.sync().fetch(link);
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

void Session::setAgentForwarded(const QString &worktreeId, bool forwarded)
{
    d->agent.setEnabled(worktreeId, forwarded);
}

bool Session::isAgentForwarded(const QString &worktreeId) const
{
    return d->agent.isEnabled(worktreeId);
}

std::unique_ptr<Terminal> Session::openTerminal(const QString &worktreeId, Terminal::Place place,
                                                const QString &terminalId)
{
    return d->openTerminal(worktreeId, place, terminalId);
}

QList<VmTerminal> Session::terminals(const QString &worktreeId) const
{
    const VmTerminals *terminals = d->cloud.terminalsOf(worktreeId);
    return terminals ? terminals->list() : QList<VmTerminal>();
}

void Session::renameTerminal(const QString &worktreeId, const QString &terminalId,
                             const QString &name)
{
    if (VmTerminals *terminals = d->cloud.terminalsOf(worktreeId))
        terminals->rename(terminalId, name);
}

void Session::endTerminal(const QString &worktreeId, const QString &terminalId)
{
    if (VmTerminals *terminals = d->cloud.terminalsOf(worktreeId))
        terminals->end(terminalId);
}

void Session::forgetTerminal(const QString &worktreeId, const QString &terminalId)
{
    if (VmTerminals *terminals = d->cloud.terminalsOf(worktreeId))
        terminals->forget(terminalId);
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

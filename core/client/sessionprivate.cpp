// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sessionprivate.h"

#include "client/cloudterminal.h"
#include "client/localterminal.h"
#include "client/words.h"

namespace skybranch::client {

Session::Private::Private(SessionConfig sessionConfig, Session *session)
    : q(session)
    , config(std::move(sessionConfig))
    , database(
          std::make_shared<localdb::Database>(config.dataFolder + QStringLiteral("/desktop.db")))
    , localSync(config.gitProgram, repositories, operations, settings)
    , cloud(config, repositories, operations, settings, localSync)
    , account(config, cloud.backend())
    , ports(cloud)
    , agent(cloud)
    , maker(config.gitProgram, repositories, cloud)
    , bringer(config.gitProgram, repositories, operations, settings, cloud)
    , lister(config.gitProgram, repositories, cloud)
{
    connectParts();
}

Session::Private::~Private() = default;

void Session::Private::connectParts()
{
    connect(&repositories, &RepositoryList::listChanged, q, &Session::repositoriesChanged);
    connect(&repositories, &RepositoryList::worktreeChanged, q, &Session::worktreeChanged);
    connect(&repositories, &RepositoryList::limited, this,
            [this](const Error &error) { fail({}, error); });
    connect(&repositories, &RepositoryList::repositoryRead, this, &Private::announce);
    connect(&operations, &Operations::changed, q, &Session::worktreeChanged);
    connect(&operations, &Operations::ended, q, &Session::operationEnded);
    connect(&settings, &WorktreeSettings::changed, q, &Session::worktreeChanged);
    connect(&settings, &WorktreeSettings::failed, this,
            [this](const Error &error) { fail({}, error); });
    connect(&localSync, &LocalSync::cloneProgress, q, &Session::cloneProgress);
    connect(&localSync, &LocalSync::cloned, this, &Private::addRepository);
    connect(&localSync, &LocalSync::cloneFailed, this,
            [this](const Error &error) { fail({}, error); });
    connect(&cloud, &CloudSide::listChanged, q, &Session::repositoriesChanged);
    connect(&cloud, &CloudSide::rowChanged, q, &Session::worktreeChanged);
    connect(&cloud, &CloudSide::failed, q, &Session::failed);
    connect(&cloud, &CloudSide::terminalsChanged, q, &Session::terminalsChanged);
    connect(&cloud, &CloudSide::sshCommandKnown, q, &Session::sshCommandKnown);
    connect(&cloud, &CloudSide::usageKnown, q, &Session::usageKnown);
    connect(&cloud, &CloudSide::left, q, &Session::left);
    connect(&cloud.backend(), &Backend::changed, q, &Session::backendChanged);
    connect(&localSync, &LocalSync::divergenceKnown, q, &Session::divergenceKnown);
    connect(&localSync, &LocalSync::divergenceFailed, q, &Session::divergenceFailed);
    connect(&cloud.sync(), &CloudSync::divergenceKnown, q, &Session::divergenceKnown);
    connect(&cloud.sync(), &CloudSync::divergenceFailed, q, &Session::divergenceFailed);
    connect(&cloud, &CloudSide::rowMoved, q, &Session::rowMoved);
    connect(&lister, &BranchLister::known, q, &Session::branchesKnown);
    connect(&bringer, &WorktreeBringer::brought, q, &Session::localWorktreeCreated);
    connect(&bringer, &WorktreeBringer::failed, q, &Session::failed);
    connect(&maker, &WorkspaceMaker::made, q, &Session::workspaceCreated);
    connect(&maker, &WorkspaceMaker::failed, q, &Session::creationFailed);
    connect(&maker, &WorkspaceMaker::kept, this, [this](const Error &error) { fail({}, error); });
    connect(&agent, &AgentForwarding::changed, q, &Session::worktreeChanged);
    connect(&agent, &AgentForwarding::failed, q, &Session::failed);
    connect(&ports, &PortKeeper::changed, q, &Session::portsChanged);
    connect(&ports, &PortKeeper::failed, this, [this](const Error &error) { fail({}, error); });
    connect(&cloud.sync(), &CloudSync::lossKnown, q, &Session::lossKnown);
    connect(&cloud.sync(), &CloudSync::publicKeyKnown, q, &Session::publicKeyKnown);
    connect(&cloud.sync(), &CloudSync::failed, q, &Session::failed);
}

void Session::Private::fail(const QString &worktreeId, const Error &error)
{
    Q_EMIT q->failed(worktreeId, error);
}

void Session::Private::start()
{
    QCoro::connect(database->open(QStringLiteral(":/localdb/desktop")), this,
                   [this](const Result<> &opened) { takeDatabase(opened); });
}

void Session::Private::takeDatabase(const Result<> &opened)
{
    if (!opened) {
        takeState(failure(opened));
        return;
    }
    if (const QString notice = database->notice(); !notice.isEmpty())
        fail({}, {ErrorCode::Unavailable, notice, {}});
    store.emplace(database);
    cloud.start(database);
    QCoro::connect(store->load(), this, [this](const auto &state) { takeState(state); });
}

void Session::Private::takeState(const Result<localdb::DesktopState> &state)
{
    loaded = true;
    if (!state) {
        fail({}, state.error());
        Q_EMIT q->loaded();
        return;
    }
    settings.load(*store, state->worktrees);
    // What the window has set before is newer.
    const QHash<QString, QByteArray> setEarlier = std::exchange(windowState, state->windowState);
    windowState.insert(setEarlier);
    for (const localdb::StoredRepository &repository : state->repositories)
        repositories.add(repository);
    if (!config.isForCommand)
        goOn(*state);
    Q_EMIT q->loaded();
}

/// With what the window had begun when it ended.
void Session::Private::goOn(const localdb::DesktopState &state)
{
    maker.load(*store, state.pending);
    bringer.load(*store);
    ports.load(*store, state.forwardedPorts);
    agent.load(*store, state.agentWorkspaces);
}

void Session::Private::addRepository(const QString &folder)
{
    if (!store) {
        fail({},
             {ErrorCode::Unavailable,
              Words::tr("The list of repositories can not be written. Check the disk, "
                        "then start Skybranch again."),
              {}});
        return;
    }
    auto read = runOn(repositories.pool(), [folder] { return mainFolderOf(folder); });
    QCoro::connect(std::move(read), this,
                   [this](const Result<QString> &mainFolder) { storeRepository(mainFolder); });
}

void Session::Private::storeRepository(const Result<QString> &mainFolder)
{
    if (!mainFolder) {
        fail({}, mainFolder.error());
        return;
    }
    QCoro::connect(store->addRepository(*mainFolder), this,
                   [this, folder = *mainFolder](const Result<qint64> &id) {
                       if (!id) {
                           fail({}, id.error());
                           return;
                       }
                       unannounced.insert(*id);
                       if (repositories.repository(*id))
                           announce(*id);
                       else
                           repositories.add({*id, folder});
                   });
}

void Session::Private::announce(qint64 repositoryId)
{
    const RepositoryInfo *info = repositories.repository(repositoryId);
    if (!info || !unannounced.remove(repositoryId))
        return;
    const QString mainId = info->worktrees.isEmpty() ? QString() : info->worktrees.first().id;
    Q_EMIT q->repositoryAdded(repositoryId, mainId);
}

void Session::Private::removeRepository(qint64 id)
{
    if (!store)
        return;
    QCoro::connect(store->removeRepository(id), this, [this, id](const Result<> &removed) {
        if (!removed) {
            fail({}, removed.error());
            return;
        }
        settings.forget(id);
        repositories.remove(id);
    });
}

void Session::Private::setWindowState(const QString &key, const QByteArray &value)
{
    if (windowState.value(key) == value)
        return;
    windowState.insert(key, value);
    if (!store)
        return;
    QCoro::connect(store->saveWindowState(key, value), this, [this](const Result<> &saved) {
        if (!saved)
            fail({}, saved.error());
    });
}

std::unique_ptr<Terminal> Session::Private::openTerminal(const QString &worktreeId,
                                                         Terminal::Place place,
                                                         const QString &terminalId)
{
    if (place == Terminal::Place::Local)
        return std::make_unique<LocalTerminal>(worktreeId);
    auto terminal = std::make_unique<CloudTerminal>(cloud.linkOf(worktreeId), terminalId);
    connect(terminal.get(), &CloudTerminal::wakeAsked, this,
            [this, worktreeId] { cloud.request(worktreeId, domain::WorkspaceEvent::Resume); });
    return terminal;
}

WorktreeInfo Session::Private::complete(WorktreeInfo info) const
{
    operations.describe(info);
    cloud.describe(info);
    info.checkedAt = settings.value(info.path).checkedAt;
    return info;
}

} // namespace skybranch::client

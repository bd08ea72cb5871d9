// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/agentforwarding.h"
#include "client/branchlister.h"
#include "client/cloudside.h"
#include "client/hostedaccount.h"
#include "client/localsync.h"
#include "client/operations.h"
#include "client/portkeeper.h"
#include "client/repositorylist.h"
#include "client/session.h"
#include "client/workspacemaker.h"
#include "client/worktreebringer.h"
#include "client/worktreesettings.h"

namespace skybranch::client {

/// The parts of a session, and which one tells which other. It decides nothing by itself.
class Session::Private : public QObject
{
public:
    Private(SessionConfig config, Session *session);
    ~Private() override;

    void start();

    // Repositories on this computer.
    void takeDatabase(const Result<> &opened);
    void takeState(const Result<localdb::DesktopState> &state);
    void goOn(const localdb::DesktopState &state);
    void addRepository(const QString &folder);
    void storeRepository(const Result<QString> &mainFolder);
    void announce(qint64 repositoryId);
    void removeRepository(qint64 id);
    void setWindowState(const QString &key, const QByteArray &value);

    std::unique_ptr<Terminal> openTerminal(const QString &worktreeId, Terminal::Place place,
                                           const QString &terminalId);

    /// The row as the user sees it: each part fills in its own.
    WorktreeInfo complete(WorktreeInfo info) const;
    void fail(const QString &worktreeId, const Error &error);

    Session *const q;
    const SessionConfig config;
    const std::shared_ptr<localdb::Database> database;
    std::optional<localdb::DesktopStore> store; ///< once it is open
    QHash<QString, QByteArray> windowState;
    bool loaded = false;
    QSet<qint64> unannounced; ///< added by the user, and not read yet

    RepositoryList repositories;
    Operations operations;
    WorktreeSettings settings;
    LocalSync localSync;
    CloudSide cloud;
    HostedAccount account;
    PortKeeper ports;
    AgentForwarding agent;
    WorkspaceMaker maker;
    WorktreeBringer bringer;
    BranchLister lister;

private:
    void connectParts();
};

} // namespace skybranch::client

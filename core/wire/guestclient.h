// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/divergence.h"
#include "wire/guestrpc.h"
#include "wire/jsonrpc.h"
#include "wire/ports.h"
#include "wire/terminalinfo.h"

namespace skybranch::wire {

/// The asking side of the guest's RPC, for the backend and for the desktop: typed questions over a
/// JsonRpcPeer that somebody else connects to `skybranch-guest rpc`. Answers that are not what
/// they should be are InvalidArgument. The peer must live as long as this object.
class GuestClient : public QObject
{
    Q_OBJECT

public:
    enum class Who { Backend, Desktop };

    explicit GuestClient(JsonRpcPeer *peer, QObject *parent = nullptr);

    /// The first question. Unsupported where the guest speaks another version.
    Task<GuestHello> hello(Who who);

    Task<RepositoryStatus> clone(CloneRequest request); ///< may take up to 30 minutes

    /// @p bundle is a file in the VM; from outside, `skybranch-guest seed` brings it there.
    Task<RepositoryStatus> seed(SeedHeader header, QString bundle);
    Task<RepositoryStatus> status();
    Task<RepositoryStatus> fetch();
    Task<RepositoryStatus> pull();
    Task<RepositoryStatus> push();
    Task<RepositoryStatus> integrate(Integration how);
    Task<domain::Divergence> divergence();

    /// repositoryChanged() and progress() come from now on.
    Task<RepositoryStatus> watch();

    Task<QString> publicKey(); ///< "ssh-ed25519 AAAA... skybranch-<host>"
    Task<> trustRemote(QStringList knownHosts);
    Task<Activity> activity();
    Task<QList<domain::ListeningPort>> ports();

    /// portsChanged() comes from now on.
    Task<QList<domain::ListeningPort>> watchPorts();

    /// The name of the program in front of the shell of terminal @p id; empty where none is.
    Task<QString> terminalJob(QString id);

    /// All terminals of the VM; terminalsChanged() comes from now on.
    Task<QList<TerminalInfo>> watchTerminals();
    Task<> nameTerminal(QString id, QString name);
    Task<> endTerminal(QString id); ///< hangs up on it; what it has put out is kept
    Task<> forgetTerminal(QString id); ///< one that has ended: also what it has put out

Q_SIGNALS:
    void terminalsChanged(const QList<skybranch::wire::TerminalInfo> &terminals);
    void repositoryChanged(const skybranch::wire::RepositoryStatus &status);
    void progress(const skybranch::wire::Progress &progress);
    void portsChanged(const QList<skybranch::domain::ListeningPort> &ports);

private:
    void takeNotification(const QString &method, const QJsonObject &params);
    Task<QList<domain::ListeningPort>> askPorts(QLatin1StringView method);
    Task<RepositoryStatus> ask(QLatin1StringView method, QJsonObject params,
                               std::chrono::milliseconds timeout);
    Task<> tell(QLatin1StringView method, QJsonObject params);

    JsonRpcPeer *m_peer;
};

} // namespace skybranch::wire

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/activity.h"
#include "work/localsocket.h"
#include "work/portwatch.h"
#include "work/terminallist.h"

#include <QObject>
#include <QString>

#include <memory>

namespace skybranch::wire {
class JsonRpcPeer;
}

namespace skybranch::work {

class RepositoryOwner;

/// The daemon of a VM: answers the guest's RPC (wire/guestrpc.h) on a unix socket, to any number
/// of connections. Nothing but hello is answered before hello.
class GuestServer : public QObject
{
    Q_OBJECT

public:
    explicit GuestServer(std::shared_ptr<RepositoryOwner> owner, QObject *parent = nullptr);
    ~GuestServer() override;

    /// Errors: Conflict where another guest listens there.
    Result<> listen(const QString &socketPath);

private:
    void serve(int descriptor);
    void openAfterHello(wire::JsonRpcPeer *peer);
    void offerRepository(wire::JsonRpcPeer *peer);
    void watch(wire::JsonRpcPeer *peer);
    void offerPorts(wire::JsonRpcPeer *peer);
    void watchPorts(wire::JsonRpcPeer *peer);

    std::shared_ptr<RepositoryOwner> m_owner;
    LocalListener m_listener;
    ActivityMeter m_meter;
    PortWatch m_ports;
    TerminalList m_terminals;
};

} // namespace skybranch::work

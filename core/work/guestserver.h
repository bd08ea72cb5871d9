// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/localsocket.h"

#include <QObject>
#include <QString>

namespace skybranch::wire {
class JsonRpcPeer;
}

namespace skybranch::work {

/// The daemon of a VM: answers the guest's RPC on a unix socket, to any number of connections.
class GuestServer : public QObject
{
    Q_OBJECT

public:
    explicit GuestServer(QObject *parent = nullptr);

    Result<> listen(const QString &socketPath);

private:
    void serve(int descriptor);
    void openAfterHello(wire::JsonRpcPeer *peer);

    LocalListener m_listener;
};

} // namespace skybranch::work

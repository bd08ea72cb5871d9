// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/listeningport.h"

#include <QHash>
#include <QList>

namespace skybranch::work {

/// Finds the TCP ports on which programs of this VM listen, as /proc has them. A VM may share its
/// network with others, but not its processes: what no process here holds is not this VM's.
class ListeningPorts
{
public:
    /// Now; by number, each once. Looks at processes only where the listening sockets are others
    /// than the last time.
    QList<domain::ListeningPort> read();

private:
    struct Socket
    {
        quint64 inode = 0;
        quint16 port = 0;
        bool onlyIpv6 = false;
        bool onlyLoopback = false;

        friend bool operator==(const Socket &, const Socket &) = default;
    };

    static void addSockets(QList<Socket> &sockets, const QString &table);
    static QHash<quint64, QString> programsOf(const QList<Socket> &sockets);

    QList<Socket> m_sockets;
    QList<domain::ListeningPort> m_ports;
};

} // namespace skybranch::work

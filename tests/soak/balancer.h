// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <vector>

namespace skybranch::soak {

/// One address for several backends: each connection goes to the next one that takes it.
class Balancer : public QObject
{
public:
    explicit Balancer(int backends);

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    quint16 port() const { return m_server.serverPort(); }

    void setBackend(int index, quint16 backendPort) { m_ports[size_t(index)] = backendPort; }

private:
    void take();
    void reach(QTcpSocket *near, int tries);
    static void join(QTcpSocket *near, QTcpSocket *far);

    std::vector<quint16> m_ports;
    size_t m_next = 0;
    QTcpServer m_server; ///< gone first: its connections say so when they end
};

} // namespace skybranch::soak

// SPDX-License-Identifier: GPL-3.0-or-later
#include "balancer.h"

namespace skybranch::soak {

Balancer::Balancer(int backends)
    : m_ports(size_t(backends))
{
    connect(&m_server, &QTcpServer::newConnection, this, &Balancer::take);
}

void Balancer::take()
{
    while (QTcpSocket *near = m_server.nextPendingConnection()) {
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        reach(near, int(m_ports.size()));
    }
}

void Balancer::reach(QTcpSocket *near, int tries)
{
    if (tries == 0) {
        near->abort();
        return;
    }
    const quint16 port = m_ports[m_next++ % m_ports.size()];
    auto *far = new QTcpSocket(near);
    connect(far, &QTcpSocket::connected, near, [near, far] { join(near, far); });
    connect(far, &QTcpSocket::errorOccurred, near, [this, near, far, tries] {
        // A connection that was there ends by itself.
        if (far->property("joined").toBool())
            return;
        far->deleteLater();
        reach(near, tries - 1);
    });
    far->connectToHost(QHostAddress::LocalHost, port);
}

void Balancer::join(QTcpSocket *near, QTcpSocket *far)
{
    far->setProperty("joined", true);
    const auto carry = [](QTcpSocket *from, QTcpSocket *to) {
        connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
        connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
    };
    carry(near, far);
    carry(far, near);
    far->write(near->readAll());
}

} // namespace skybranch::soak

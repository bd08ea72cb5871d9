// SPDX-License-Identifier: GPL-3.0-or-later
#include "cutproxy.h"

#include <QTcpSocket>

namespace skybranch::soak {

CutProxy::CutProxy()
{
    connect(this, &QTcpServer::newConnection, this, &CutProxy::accept);
    listen(QHostAddress::LocalHost);
}

void CutProxy::accept()
{
    while (QTcpSocket *near = nextPendingConnection()) {
        if (m_cut) {
            near->abort();
            near->deleteLater();
            continue;
        }
        auto *far = new QTcpSocket(near);
        far->connectToHost(QHostAddress::LocalHost, m_target);
        for (const auto &way : {std::pair(near, far), std::pair(far, near)}) {
            m_ways.append(way);
            connect(way.first, &QTcpSocket::readyRead, this,
                    [this, way] { carry(way.first, way.second); });
            connect(way.first, &QTcpSocket::disconnected, way.second,
                    &QTcpSocket::disconnectFromHost);
        }
        connect(far, &QTcpSocket::connected, this, [this, near, far] { carry(near, far); });
        connect(far, &QTcpSocket::errorOccurred, near, &QTcpSocket::disconnectFromHost);
        connect(near, &QTcpSocket::disconnected, this, [this, near] {
            m_ways.removeIf(
                [near](const auto &way) { return way.first == near || way.second == near; });
            near->deleteLater();
        });
    }
}

void CutProxy::carry(QTcpSocket *from, QTcpSocket *to)
{
    if (!m_stalled && to->state() == QAbstractSocket::ConnectedState)
        to->write(from->readAll());
}

void CutProxy::setCut(bool isCut)
{
    m_cut = isCut;
    if (!isCut)
        return;
    for (const auto &[from, to] : QList(m_ways))
        from->abort();
}

void CutProxy::setStalled(bool isStalled)
{
    m_stalled = isStalled;
    for (const auto &[from, to] : QList(m_ways))
        carry(from, to);
}

} // namespace skybranch::soak

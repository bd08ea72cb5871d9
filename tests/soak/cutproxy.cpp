// SPDX-License-Identifier: GPL-3.0-or-later
#include "cutproxy.h"

#include <QLocalSocket>
#include <QTcpSocket>

namespace skybranch::soak {

CutProxy::CutProxy()
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &CutProxy::takeTcp);
    connect(&m_local, &QLocalServer::newConnection, this, &CutProxy::takeLocal);
}

bool CutProxy::listen(const QHostAddress &address)
{
    return m_tcp.listen(address);
}

bool CutProxy::listen(const QString &socket)
{
    m_local.setSocketOptions(QLocalServer::UserAccessOption);
    return m_local.listen(socket);
}

void CutProxy::takeTcp()
{
    while (QTcpSocket *near = m_tcp.nextPendingConnection()) {
        auto *far = new QTcpSocket(near);
        join(near, far);
        if (!m_cut)
            far->connectToHost(QHostAddress::LocalHost, m_port);
    }
}

void CutProxy::takeLocal()
{
    while (QLocalSocket *near = m_local.nextPendingConnection()) {
        auto *far = new QLocalSocket(near);
        join(near, far);
        if (!m_cut)
            far->connectToServer(m_socket);
    }
}

template <typename Socket> void CutProxy::join(Socket *near, Socket *far)
{
    connect(near, &Socket::disconnected, this, [this, near] {
        m_ways.removeIf([near](const Way &way) { return way.near == near; });
        near->deleteLater();
    });
    if (m_cut) {
        near->abort();
        return;
    }
    addWay(near, near, far, {});
    addWay(near, far, near, m_rewriting);
    connect(far, &Socket::connected, near, &Socket::readyRead);
    connect(far, &Socket::errorOccurred, near, [near] { near->close(); });
}

template <typename Socket>
void CutProxy::addWay(QObject *near, Socket *from, Socket *to, const Rewriting &rewriting)
{
    const auto carry = [this, from, to, rewriting] {
        if (m_stalled || to->state() != Socket::ConnectedState)
            return;
        const QByteArray bytes = from->readAll();
        to->write(rewriting ? rewriting(bytes) : bytes);
    };
    connect(from, &Socket::readyRead, to, carry);
    connect(from, &Socket::disconnected, to, [to] { to->close(); });
    m_ways.append({.near = near, .carry = carry, .abort = [from] { from->abort(); }});
}

void CutProxy::setCut(bool isCut)
{
    m_cut = isCut;
    if (!isCut)
        return;
    for (const Way &way : QList(m_ways))
        way.abort();
}

void CutProxy::setStalled(bool isStalled)
{
    m_stalled = isStalled;
    for (const Way &way : QList(m_ways))
        way.carry();
}

QByteArray VmNetwork::rerouted(const QByteArray &answer)
{
    // Ports of both sides are the kernel's choice and have five digits.
    constexpr QByteArrayView key("\"port\":");
    constexpr qsizetype digits = 5;
    QByteArray result = answer;
    for (qsizetype at = 0; (at = result.indexOf(key, at)) >= 0; at += digits) {
        at += key.size();
        const QByteArray port = QByteArray::number(routeTo(result.mid(at, digits).toUShort()));
        if (port.size() == digits)
            result.replace(at, digits, port);
    }
    return result;
}

quint16 VmNetwork::routeTo(quint16 port)
{
    if (port == 0)
        return 0;
    auto &route = m_routes[port];
    if (!route) {
        route = std::make_unique<CutProxy>();
        route->listen();
        route->setTarget(port);
        route->setCut(m_cut);
        route->setStalled(m_stalled);
    }
    return route->port();
}

void VmNetwork::move()
{
    for (auto &[port, route] : m_routes) {
        route->setStalled(true);
        m_left.push_back(std::move(route));
    }
    m_routes.clear();
}

void VmNetwork::setCut(bool isCut)
{
    m_cut = isCut;
    for (const auto &[port, route] : m_routes)
        route->setCut(isCut);
}

void VmNetwork::setStalled(bool isStalled)
{
    m_stalled = isStalled;
    for (const auto &[port, route] : m_routes)
        route->setStalled(isStalled);
}

} // namespace skybranch::soak

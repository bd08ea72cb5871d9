// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/linkproxy.h"

#include <QNetworkDatagram>
#include <QRandomGenerator>
#include <QTcpSocket>

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

/// What one packet of the network carries: the unit that is lost.
constexpr qsizetype segment = 1400;

/// A sender of TCP notices by its clock that a single segment is lost: nothing comes behind a
/// typed key that would tell it. Linux waits for the round trip and at least 200 ms more.
std::chrono::milliseconds retransmission(const LinkQuality &quality)
{
    return quality.roundTrip + 200ms;
}

} // namespace

Way::Way(LinkQuality quality, Loss loss, Deliver deliver, QObject *parent)
    : QObject(parent)
    , m_quality(quality)
    , m_loss(loss)
    , m_deliver(std::move(deliver))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Way::deliverDue);
}

void Way::send(const QByteArray &bytes)
{
    const bool isLost = QRandomGenerator::global()->generateDouble() < m_quality.loss;
    if (isLost && m_loss == Loss::Drops)
        return;
    auto due = Clock::now() + m_quality.roundTrip / 2;
    if (isLost)
        due += retransmission(m_quality);
    m_lastDue = std::max(m_lastDue, due);
    m_pieces.push_back({m_lastDue, bytes});
    deliverDue();
}

void Way::deliverDue()
{
    while (!m_pieces.empty() && m_pieces.front().due <= Clock::now()) {
        const auto bytes = std::move(m_pieces.front().bytes);
        m_pieces.pop_front();
        m_deliver(bytes);
    }
    if (m_pieces.empty())
        return;
    const auto left = m_pieces.front().due - Clock::now();
    m_timer.start(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(left)));
}

LinkProxy::LinkProxy(LinkQuality quality, quint16 tcpTarget, quint16 udpTarget)
    : m_quality(quality)
    , m_tcpTarget(tcpTarget)
    , m_udpTarget(udpTarget)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &LinkProxy::takeConnection);
    connect(&m_near, &QUdpSocket::readyRead, this, &LinkProxy::takeFromNear);
    connect(&m_far, &QUdpSocket::readyRead, this, &LinkProxy::takeFromFar);
    m_up = new Way(
        quality, Way::Loss::Drops,
        [this](const QByteArray &bytes) {
            m_far.writeDatagram(bytes, QHostAddress::LocalHost, m_udpTarget);
        },
        this);
    m_down = new Way(
        quality, Way::Loss::Drops,
        [this](const QByteArray &bytes) { m_near.writeDatagram(bytes, m_client, m_clientPort); },
        this);
}

bool LinkProxy::listen()
{
    return m_tcp.listen(QHostAddress::LocalHost) && m_near.bind(QHostAddress::LocalHost)
        && m_far.bind(QHostAddress::LocalHost);
}

void LinkProxy::takeConnection()
{
    while (auto *near = m_tcp.nextPendingConnection()) {
        auto *far = new QTcpSocket(near);
        near->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        connect(far, &QTcpSocket::connected, near, [this, near, far] {
            far->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            join(near, far);
            join(far, near);
        });
        connect(far, &QTcpSocket::errorOccurred, near, [near] { near->disconnectFromHost(); });
        far->connectToHost(QHostAddress::LocalHost, m_tcpTarget);
    }
}

void LinkProxy::join(QTcpSocket *from, QTcpSocket *to)
{
    auto *way = new Way(
        m_quality, Way::Loss::Delays, [to](const QByteArray &bytes) { to->write(bytes); }, to);
    const auto take = [from, way] {
        while (from->bytesAvailable() > 0)
            way->send(from->read(segment));
    };
    connect(from, &QTcpSocket::readyRead, way, take);
    // The end overtakes what is on its way: nobody measures what follows it.
    connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
    take();
}

void LinkProxy::takeFromNear()
{
    while (m_near.hasPendingDatagrams()) {
        const auto datagram = m_near.receiveDatagram();
        m_client = datagram.senderAddress();
        m_clientPort = quint16(datagram.senderPort());
        m_up->send(datagram.data());
    }
}

void LinkProxy::takeFromFar()
{
    while (m_far.hasPendingDatagrams())
        m_down->send(m_far.receiveDatagram().data());
}

} // namespace skybranch::bench

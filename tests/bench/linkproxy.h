// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTimer>
#include <QUdpSocket>

#include <chrono>
#include <deque>
#include <functional>

class QTcpSocket;

namespace skybranch::bench {

/// How good a network is.
struct LinkQuality
{
    std::chrono::milliseconds roundTrip{0};
    double loss = 0; ///< share of what is sent each way, 0 to 1
};

/// What is on its way in one direction. All of it takes the same time, and it keeps its order.
class Way : public QObject
{
public:
    /// What becomes of lost bytes: TCP sends them again and holds back all that is behind them.
    enum class Loss { Drops, Delays };
    using Deliver = std::function<void(const QByteArray &bytes)>;

    Way(LinkQuality quality, Loss loss, Deliver deliver, QObject *parent);

    void send(const QByteArray &bytes);

private:
    using Clock = std::chrono::steady_clock;
    struct Piece
    {
        Clock::time_point due;
        QByteArray bytes;
    };

    void deliverDue();

    LinkQuality m_quality;
    Loss m_loss;
    Deliver m_deliver;
    std::deque<Piece> m_pieces;
    Clock::time_point m_lastDue;
    QTimer m_timer;
};

/// A slow network between loopback and two ports of it, one of TCP and one of UDP.
class LinkProxy : public QObject
{
public:
    /// A target of 0 is never reached.
    LinkProxy(LinkQuality quality, quint16 tcpTarget, quint16 udpTarget);

    bool listen();
    quint16 tcpPort() const { return m_tcp.serverPort(); }
    quint16 udpPort() const { return m_near.localPort(); }

private:
    void takeConnection();
    void join(QTcpSocket *from, QTcpSocket *to);
    void takeFromNear();
    void takeFromFar();

    LinkQuality m_quality;
    quint16 m_tcpTarget;
    quint16 m_udpTarget;
    QTcpServer m_tcp;
    QUdpSocket m_near;
    QUdpSocket m_far;
    QHostAddress m_client; ///< who has sent last, as a roaming client's server does it
    quint16 m_clientPort = 0;
    Way *m_up = nullptr;
    Way *m_down = nullptr;
};

} // namespace skybranch::bench

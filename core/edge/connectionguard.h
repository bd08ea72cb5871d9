// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QHash>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace skybranch::edge {

/// What a client may cost.
struct Limits
{
    int connections = 256;
    qint64 body = 1 << 20;
    qint64 head = 32 << 10;
    std::chrono::milliseconds requestTime{15'000}; ///< from its first byte to its last
};

/// Watches the bytes of one connection before QHttpServer, which has no limits in Qt 6.8, takes
/// them. It answers 400, 408, 411, 413 and 431 by itself and then closes; all else passes.
class ConnectionGuard : public QObject
{
    Q_OBJECT

public:
    /// A child of @p socket, made before QHttpServer sees the socket.
    ConnectionGuard(QTcpSocket *socket, Limits limits);

    /// Stopped when the client has gone. One token for all requests of the connection.
    StopToken gone() const { return m_gone.get_token(); }

    /// To be called when a response has been handed over: the next request may begin.
    void requestEnded();

private:
    enum class Phase { Idle, Head, Body, Handling, Refused };

    void take();
    void takeHead(const QByteArray &bytes);
    void takeBody(qint64 count);
    void refuse(int status, const QByteArray &reason, ErrorCode code, const QString &message);

    QTcpSocket *m_socket;
    Limits m_limits;
    Phase m_phase = Phase::Idle;
    QByteArray m_head;
    qint64 m_bodyLeft = 0;
    QTimer m_timer;
    StopSource m_gone;
};

/// Takes connections for a QHttpServer: each with TCP_NODELAY and a guard, and no more than
/// Limits::connections at a time; further ones are closed at once.
class TcpListener : public QTcpServer
{
    Q_OBJECT

public:
    explicit TcpListener(Limits limits)
        : m_limits(limits)
    {
    }

    /// The guard of the connection with this far end; null when it has gone.
    ConnectionGuard *guard(const QHostAddress &address, quint16 port) const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    using FarEnd = std::pair<QHostAddress, quint16>;

    Limits m_limits;
    QHash<FarEnd, ConnectionGuard *> m_guards;
};

} // namespace skybranch::edge

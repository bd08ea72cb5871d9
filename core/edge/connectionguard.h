// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QElapsedTimer>
#include <QHash>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <optional>

namespace skybranch::edge {

/// What a client may cost.
struct Limits
{
    int connections = 2000;
    qint64 body = 1 << 20;
    qint64 head = 32 << 10;
    std::chrono::milliseconds requestTime{15'000}; ///< from its first byte to its last
    std::chrono::milliseconds idleTime{60'000}; ///< without a request
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

    /// Neither side has begun to close it.
    bool isOpen() const { return m_socket->state() == QTcpSocket::ConnectedState; }

    /// To be called when a response has been handed over: the next request may begin.
    void requestEnded();

    /// Sends what has been written, as far as there is room: many who wait for the same are not
    /// told one after the next ones' questions.
    void flush() { m_socket->flush(); }

    /// Ends when little of what was written is still on its way. Cancelled when the client has
    /// gone, or has taken nothing for Limits::requestTime, and is dropped then.
    Task<> drained();

    /// Ends when nothing is on its way any more, as drained(), but with less patience.
    Task<> sent();

    /// How long there has been neither a request nor an answer under way; nothing while there is.
    std::optional<std::chrono::nanoseconds> idleFor() const;

    /// Ends the connection at once.
    void drop();

private:
    enum class Phase { Idle, Head, Body, Handling, Refused };

    void waitForRequest();
    void onTimeout();
    void onWritten();
    Task<> waitForRoom(qint64 left, std::chrono::milliseconds patience);
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
    QElapsedTimer m_idle; ///< since the phase Idle began
    StopSource m_gone;
    std::optional<Completion<>> m_drained; ///< while somebody waits for room
    qint64 m_left = 0; ///< so much may be on its way then
    std::chrono::milliseconds m_patience{};
};

/// Takes connections for a QHttpServer: each with TCP_NODELAY and a guard, and no more than
/// Limits::connections at a time. For a further one the longest idle is closed; where none is idle
/// it is closed itself.
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

    QList<ConnectionGuard *> guards() const { return m_guards.values(); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    using FarEnd = std::pair<QHostAddress, quint16>;

    bool dropLongestIdle();

    Limits m_limits;
    QHash<FarEnd, ConnectionGuard *> m_guards;
};

} // namespace skybranch::edge

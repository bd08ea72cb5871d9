// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/connectionguard.h"

#include "edge/trpcenvelope.h"
#include "wire/rest.h"

#include <QJsonDocument>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

// What may wait while a request is answered. Not set while one comes in: QHttpServer's way of
// reading does not wake a socket again whose buffer was full.
constexpr qint64 waitingBuffer = 64 << 10;
constexpr std::chrono::seconds lingerTime{2};
constexpr qint64 streamBuffer = 256 << 10; ///< of an answer in pieces, on its way to its client
const QByteArray headEnd = "\r\n\r\n";

/// What the head says of the body that follows.
struct Framing
{
    qint64 length = 0;
    bool broken = false; ///< no length, or two different ones
    bool chunked = false;
};

Framing framing(const QByteArray &head)
{
    Framing result;
    std::optional<qint64> length;
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(std::max<qsizetype>(colon, 0)).toLower();
        const QByteArray value = line.sliced(colon + 1).trimmed();
        if (name == "transfer-encoding")
            result.chunked = true;
        if (name != "content-length")
            continue;
        bool ok = false;
        const qint64 parsed = value.toLongLong(&ok);
        if (!ok || parsed < 0 || value.startsWith('+') || (length && *length != parsed))
            result.broken = true;
        length = parsed;
    }
    result.length = length.value_or(0);
    return result;
}

bool isForTrpc(const QByteArray &head)
{
    return head.sliced(head.indexOf(' ') + 1).startsWith("/trpc/");
}

} // namespace

ConnectionGuard::ConnectionGuard(QTcpSocket *socket, Limits limits)
    : QObject(socket)
    , m_socket(socket)
    , m_limits(limits)
{
    m_timer.setSingleShot(true);
    connect(m_socket, &QTcpSocket::readyRead, this, &ConnectionGuard::take);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        m_timer.stop();
        m_gone.request_stop();
        m_drained.reset();
    });
    connect(m_socket, &QTcpSocket::bytesWritten, this, &ConnectionGuard::onWritten);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionGuard::onTimeout);
    waitForRequest();
}

void ConnectionGuard::waitForRequest()
{
    m_phase = Phase::Idle;
    m_idle.start();
    m_timer.start(m_limits.idleTime);
}

void ConnectionGuard::onTimeout()
{
    if (m_drained)
        return drop();
    switch (m_phase) {
    case Phase::Idle:
        // The last answer is still on its way to a slow client.
        if (m_socket->bytesToWrite() > 0)
            return waitForRequest();
        return drop();
    case Phase::Refused:
        return drop();
    case Phase::Head:
    case Phase::Body:
    case Phase::Handling:
        refuse(408, "Request Timeout", ErrorCode::Timeout,
               u"The request did not arrive completely in time. Send it again."_s);
    }
}

Task<> ConnectionGuard::drained()
{
    return waitForRoom(streamBuffer, m_limits.requestTime);
}

Task<> ConnectionGuard::sent()
{
    return waitForRoom(0, lingerTime);
}

Task<> ConnectionGuard::waitForRoom(qint64 left, std::chrono::milliseconds patience)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        co_return cancelled();
    if (m_socket->bytesToWrite() <= left)
        co_return Result<>{};
    m_left = left;
    m_patience = patience;
    m_drained.emplace();
    m_timer.start(patience);
    co_return co_await m_drained->wait();
}

void ConnectionGuard::onWritten()
{
    if (!m_drained)
        return;
    m_timer.start(m_patience);
    if (m_socket->bytesToWrite() > m_left)
        return;
    m_timer.stop();
    m_drained->finish({});
    m_drained.reset();
}

std::optional<std::chrono::nanoseconds> ConnectionGuard::idleFor() const
{
    if (m_phase != Phase::Idle || m_socket->bytesToWrite() > 0 || m_socket->bytesAvailable() > 0)
        return std::nullopt;
    return m_idle.durationElapsed();
}

void ConnectionGuard::drop()
{
    m_phase = Phase::Refused;
    m_socket->abort();
}

void ConnectionGuard::requestEnded()
{
    if (m_phase != Phase::Handling)
        return;
    waitForRequest();
    m_head.clear();
    // What has come meanwhile is taken with the readyRead() that QHttpServer gives itself for it:
    // taken now, it would be counted once more then.
    m_socket->setReadBufferSize(0);
}

void ConnectionGuard::take()
{
    if (m_phase == Phase::Handling)
        return;
    if (m_phase == Phase::Refused) {
        m_socket->readAll();
        return;
    }
    // QHttpServer has not seen these bytes yet, and takes all of them when this returns.
    const QByteArray bytes = m_socket->peek(m_socket->bytesAvailable());
    if (bytes.isEmpty())
        return;
    if (m_phase == Phase::Idle) {
        m_phase = Phase::Head;
        m_timer.start(m_limits.requestTime);
    }
    if (m_phase == Phase::Head)
        takeHead(bytes);
    else
        takeBody(bytes.size());
}

void ConnectionGuard::takeHead(const QByteArray &bytes)
{
    const qsizetype before = m_head.size();
    m_head += bytes;
    const qsizetype end = m_head.indexOf(headEnd, std::max<qsizetype>(0, before - 3));
    if ((end < 0 ? m_head.size() : end) > m_limits.head)
        return refuse(431, "Request Header Fields Too Large", ErrorCode::TooLarge,
                      u"The request's headers are too large."_s);
    if (end < 0)
        return;
    const Framing body = framing(m_head.first(end));
    if (body.chunked)
        return refuse(411, "Length Required", ErrorCode::InvalidArgument,
                      u"The request must say its length: send Content-Length."_s);
    if (body.broken)
        return refuse(400, "Bad Request", ErrorCode::InvalidArgument,
                      u"Content-Length must be one number."_s);
    if (body.length > m_limits.body)
        return refuse(413, "Content Too Large", ErrorCode::TooLarge,
                      u"The request's body is larger than %1 bytes."_s.arg(m_limits.body));
    m_phase = Phase::Body;
    m_bodyLeft = body.length;
    takeBody(m_head.size() - end - headEnd.size());
}

void ConnectionGuard::takeBody(qint64 count)
{
    m_bodyLeft -= count;
    if (m_bodyLeft > 0)
        return;
    m_timer.stop();
    m_phase = Phase::Handling;
    m_socket->setReadBufferSize(waitingBuffer);
}

void ConnectionGuard::refuse(int status, const QByteArray &reason, ErrorCode code,
                             const QString &message)
{
    // tRPC has no words for the other ones.
    const bool isToldByTrpc = status == 408 || status == 413;
    const QByteArray body = isForTrpc(m_head)
        ? trpcFailure(isToldByTrpc ? status : 400, message, {}).envelope
        : wire::json(Error{code, message, {}});
    m_phase = Phase::Refused;
    m_head.clear();
    m_socket->readAll();
    m_socket->write("HTTP/1.1 " + QByteArray::number(status) + ' ' + reason
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                    + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    // Closing while the client still sends would reset the connection under the answer.
    m_timer.start(lingerTime);
}

ConnectionGuard *TcpListener::guard(const QHostAddress &address, quint16 port) const
{
    return m_guards.value({address, port});
}

bool TcpListener::dropLongestIdle()
{
    auto longest = m_guards.end();
    for (auto guard = m_guards.begin(); guard != m_guards.end(); ++guard) {
        const auto idle = (*guard)->idleFor();
        if (idle && (longest == m_guards.end() || idle > (*longest)->idleFor()))
            longest = guard;
    }
    if (longest == m_guards.end())
        return false;
    ConnectionGuard *guard = *longest;
    m_guards.erase(longest);
    guard->drop();
    return true;
}

void TcpListener::incomingConnection(qintptr descriptor)
{
    if (m_guards.size() >= m_limits.connections && !dropLongestIdle()) {
        ::close(int(descriptor));
        return;
    }
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto *guard = new ConnectionGuard(socket, m_limits);
    const FarEnd farEnd{socket->peerAddress(), socket->peerPort()};
    m_guards.insert(farEnd, guard);
    connect(guard, &QObject::destroyed, this, [this, farEnd, guard] {
        if (m_guards.value(farEnd) == guard)
            m_guards.remove(farEnd);
    });
    addPendingConnection(socket);
}

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/subscriber.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace skybranch::bench {
namespace {

QByteArray textAfter(const QByteArray &bytes, QByteArrayView mark, char end)
{
    const qsizetype at = bytes.indexOf(mark);
    if (at < 0)
        return {};
    const qsizetype start = at + mark.size();
    return bytes.sliced(start, bytes.indexOf(end, start) - start);
}

} // namespace

Subscriber::Subscriber(quint16 port, QByteArray key)
    : m_port(port)
    , m_key(std::move(key))
{
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        ask();
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &Subscriber::take);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_isBroken = true; });
    m_socket.connectToHost(QHostAddress::LocalHost, m_port);
}

void Subscriber::ask()
{
    m_answer = test::HttpAnswer();
    QByteArray query = "table=cloud_workspaces&offset=" + m_offset;
    if (!m_handle.isEmpty())
        query += "&handle=" + m_handle;
    if (m_isLive)
        query += "&live=true&cursor=" + m_cursor;
    m_socket.write("GET /v1/shape?" + query
                   + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port)
                   + "\r\nAuthorization: Bearer " + m_key + "\r\n\r\n");
}

void Subscriber::take()
{
    m_answer.add(m_socket.readAll());
    if (m_answer.isWhole())
        takeAnswer();
}

/// As little of it is read as goes: on the cores that the server has, too, hundreds of clients
/// share one process.
void Subscriber::takeAnswer()
{
    if (m_answer.status() != 200) {
        m_isBroken = true;
        return;
    }
    const QByteArray &bytes = m_answer.bytes();
    m_handle = textAfter(bytes, "\r\nelectric-handle: ", '\r');
    m_offset = textAfter(bytes, "\r\nelectric-offset: ", '\r');
    m_cursor = textAfter(bytes, "\r\nelectric-cursor: ", '\r');
    const QByteArray name = textAfter(bytes, "\"name\":\"", '"');
    if (m_isLive && !name.isEmpty())
        Q_EMIT heard(QString::fromUtf8(name));
    m_isLive = m_isLive || bytes.contains(R"("control":"up-to-date")");
    ask();
}

} // namespace skybranch::bench

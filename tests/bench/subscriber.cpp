// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/subscriber.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace skybranch::bench {

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

void Subscriber::takeAnswer()
{
    if (m_answer.status() != 200) {
        m_isBroken = true;
        return;
    }
    const QJsonArray messages = QJsonDocument::fromJson(m_answer.body()).array();
    m_handle = m_answer.header("electric-handle");
    m_offset = m_answer.header("electric-offset");
    m_cursor = m_answer.header("electric-cursor");
    const bool wasLive = m_isLive;
    for (const auto &message : messages) {
        if (message[u"headers"][u"control"].toString() == "up-to-date"_L1)
            m_isLive = true;
        else if (wasLive)
            Q_EMIT heard(message[u"value"][u"name"].toString());
    }
    ask();
}

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/httpanswer.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace skybranch::bench {

/// Follows the workspaces of an organisation by long poll, as a light client would.
class Subscriber : public QObject
{
    Q_OBJECT

public:
    Subscriber(quint16 port, QByteArray key);

    /// It has everything, and has asked for what comes next.
    bool isLive() const { return m_isLive; }
    bool isBroken() const { return m_isBroken; }

Q_SIGNALS:
    /// A workspace's name has been read out of an answer.
    void heard(const QString &name);

private:
    void ask();
    void take();
    void takeAnswer();

    const quint16 m_port;
    const QByteArray m_key;
    QTcpSocket m_socket;
    test::HttpAnswer m_answer;
    QByteArray m_handle;
    QByteArray m_offset = "-1";
    QByteArray m_cursor;
    bool m_isLive = false;
    bool m_isBroken = false;
};

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

class QTcpSocket;

namespace skybranch::soak {

/// A network between a desktop and the backend that can be cut.
class CutProxy : public QTcpServer
{
public:
    CutProxy();

    void setTarget(quint16 port) { m_target = port; }

    /// Ends every connection, and takes no other while @p isCut.
    void setCut(bool isCut);

    /// Holds every byte back while @p isStalled, and tells nobody.
    void setStalled(bool isStalled);

private:
    void accept();
    void carry(QTcpSocket *from, QTcpSocket *to);

    quint16 m_target = 0;
    bool m_cut = false;
    bool m_stalled = false;
    QList<std::pair<QTcpSocket *, QTcpSocket *>> m_ways; ///< both directions of each connection
};

} // namespace skybranch::soak

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/transport.h"

namespace skybranch::ssh {

/// A TCP connection. Tries the addresses of a name in the system's order, the next one 250 ms
/// after the one before, so that a dead IPv6 route costs no time-out. Name look-up never blocks.
class TcpTransport final : public Transport
{
public:
    TcpTransport(QString host, quint16 port)
        : m_host(std::move(host))
        , m_port(port)
    {
    }

    Task<Socket> openSocket(QDeadlineTimer deadline, StopToken stop) override;

private:
    QString m_host;
    quint16 m_port;
};

} // namespace skybranch::ssh

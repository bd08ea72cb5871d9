// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "bench/linkproxy.h"

#include <QProcess>

#include <memory>

namespace skybranch::bench {

/// A slow network in a process of its own; it ends with this object.
class Link
{
public:
    /// To these ports of loopback.
    static Result<std::unique_ptr<Link>> open(const LinkQuality &quality, quint16 tcpTarget,
                                              quint16 udpTarget);
    ~Link();

    /// Where its near ends are, on loopback.
    quint16 tcpPort() const { return m_tcpPort; }
    quint16 udpPort() const { return m_udpPort; }

private:
    Link() = default;

    QProcess m_process;
    quint16 m_tcpPort = 0;
    quint16 m_udpPort = 0;
};

} // namespace skybranch::bench

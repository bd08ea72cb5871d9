// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/link.h"

#include <QCoreApplication>

namespace skybranch::bench {

namespace {

constexpr int timeoutMs = 10'000;

} // namespace

Result<std::unique_ptr<Link>> Link::open(const LinkQuality &quality, quint16 tcpTarget,
                                         quint16 udpTarget)
{
    auto self = std::unique_ptr<Link>(new Link);
    auto &process = self->m_process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch-bench-link"),
                  {QString::number(quality.roundTrip.count()), QString::number(quality.loss * 100),
                   QString::number(tcpTarget), QString::number(udpTarget)});
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(timeoutMs))
            return failure(ErrorCode::Unavailable,
                           QStringLiteral("The slow network does not start."));
    }
    const auto ports = process.readLine().simplified().split(' ');
    self->m_tcpPort = ports.first().toUShort();
    self->m_udpPort = ports.last().toUShort();
    return self;
}

Link::~Link()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(timeoutMs)) {
        m_process.kill();
        m_process.waitForFinished(timeoutMs);
    }
}

} // namespace skybranch::bench

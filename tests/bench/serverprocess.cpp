// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/serverprocess.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

namespace skybranch::bench {

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const QString &program,
                                                            const QStringList &arguments)
{
    std::unique_ptr<ServerProcess> server(new ServerProcess);
    QProcess &process = server->m_process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    const QDeadlineTimer deadline(20'000);
    while (!process.canReadLine() && !deadline.hasExpired()) {
        if (!process.waitForReadyRead(int(deadline.remainingTime())))
            break;
    }
    server->m_said = QJsonDocument::fromJson(process.readLine()).object();
    if (server->port() == 0)
        return failure(ErrorCode::Unavailable, QStringLiteral("%1 does not start.").arg(program),
                       process.errorString());
    return server;
}

ServerProcess::~ServerProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

} // namespace skybranch::bench

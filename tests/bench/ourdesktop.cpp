// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ourdesktop.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonDocument>

namespace skybranch::bench {

namespace {

constexpr int readyTimeoutMs = 180'000;
constexpr int answerTimeoutMs = 120'000;
constexpr int endTimeoutMs = 20'000;

} // namespace

OurDesktop::~OurDesktop()
{
    // Its standard input ends, and it does.
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(endTimeoutMs)) {
        m_process.kill();
        m_process.waitForFinished(endTimeoutMs);
    }
}

Result<> OurDesktop::start(const QStringList &words)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch-bench-desktop"), words);
    return nextLine(readyTimeoutMs).transform([](const QJsonObject &) { });
}

Result<QJsonObject> OurDesktop::ask(const QString &line)
{
    m_process.write(line.toUtf8() + '\n');
    return nextLine(answerTimeoutMs);
}

Result<QJsonObject> OurDesktop::nextLine(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(int(deadline.remainingTime())))
            return failure(ErrorCode::Timeout, QStringLiteral("The desktop does not go on."));
    }
    const auto line = QJsonDocument::fromJson(m_process.readLine()).object();
    const auto problem = line.value(QStringLiteral("problem")).toString();
    if (!problem.isEmpty())
        return failure(ErrorCode::Internal, problem);
    return line;
}

} // namespace skybranch::bench

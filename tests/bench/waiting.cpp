// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/waiting.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace skybranch::bench {

Result<> waitFor(const std::function<bool()> &done, const QString &what)
{
    constexpr int timeoutMs = 90'000;
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    tick.start(1);
    const QDeadlineTimer deadline(timeoutMs);
    while (!done()) {
        if (deadline.hasExpired())
            return failure(ErrorCode::Timeout, QStringLiteral("Waited too long for %1.").arg(what));
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return {};
}

} // namespace skybranch::bench

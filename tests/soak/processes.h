// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QFile>
#include <QList>
#include <QTest>

namespace skybranch::soak {

/// All processes below @p parent.
inline QList<qint64> descendants(qint64 parent)
{
    QList<qint64> result;
    QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
    if (parent <= 0 || !file.open(QIODevice::ReadOnly))
        return result;
    for (const QByteArray &word : file.readAll().simplified().split(' ')) {
        if (const qint64 child = word.toLongLong())
            result << child << descendants(child);
    }
    return result;
}

inline QByteArray commandLine(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(process));
    return file.open(QIODevice::ReadOnly) ? file.readAll().replace('\0', ' ') : QByteArray();
}

/// As QTest::qWaitFor(), for what is costly to look at.
template <typename Condition> bool eventually(Condition condition, int timeoutMs)
{
    constexpr int interval = 200;
    const QDeadlineTimer deadline(timeoutMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QTest::qWait(interval);
    }
    return true;
}

} // namespace skybranch::soak

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <unistd.h>

namespace skybranch::test {

/// False where process @p id has ended, also while nobody has taken notice of it yet.
inline bool isRunning(qint64 id)
{
    QFile state(QStringLiteral("/proc/%1/stat").arg(id));
    return state.open(QIODevice::ReadOnly) && !state.readAll().contains(") Z ");
}

/// The processes that this one's main thread has started and not heard the end of.
inline QByteArray childProcesses()
{
    QFile file(QStringLiteral("/proc/self/task/%1/children").arg(::getpid()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().simplified() : "unknown";
}

} // namespace skybranch::test

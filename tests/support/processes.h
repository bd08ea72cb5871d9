// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace skybranch::test {

/// False where process @p id has ended, also while nobody has taken notice of it yet.
inline bool isRunning(qint64 id)
{
    QFile state(QStringLiteral("/proc/%1/stat").arg(id));
    return state.open(QIODevice::ReadOnly) && !state.readAll().contains(") Z ");
}

} // namespace skybranch::test

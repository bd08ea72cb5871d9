// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <sys/types.h>

namespace skybranch::work {

/// A process of this computer, as /proc tells of it.
struct Process
{
    pid_t pid = 0;
    pid_t parent = 0;
    pid_t group = 0;
    QByteArray name; ///< its program's first 15 bytes, whatever they are
    unsigned terminal = 0; ///< device number, 0 for none
    pid_t foregroundGroup = 0; ///< of its terminal
    quint64 ticks = 0; ///< processor time used
    quint64 startedAt = 0; ///< in ticks since the computer's start
};

/// All that we may see.
QList<Process> allProcesses();

} // namespace skybranch::work

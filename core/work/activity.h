// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/guestrpc.h"

#include <QHash>

#include <chrono>

namespace skybranch::work {

/// By this a shell's environment says which terminal it is, to us and to nobody else.
inline constexpr char terminalVariable[] = "SKYBRANCH_TERMINAL";

/// By terminal: the name of the program that runs in front of its shell. Those where none does, or
/// whose shell is not there, are left out.
QHash<QString, QString> foregroundJobs();

/// Looks at what goes on in this VM: its terminals and processes, as /proc and /dev/pts have them.
class ActivityMeter
{
public:
    /// Now; the load is over the time since it was looked at last, a second or more.
    wire::Activity measure();

private:
    using Clock = std::chrono::steady_clock;

    double cpuPercent(const QHash<qint64, quint64> &ticks);

    QHash<qint64, quint64> m_ticks; ///< by process: what it had used
    Clock::time_point m_measuredAt;
    double m_cpuPercent = 0;
};

} // namespace skybranch::work

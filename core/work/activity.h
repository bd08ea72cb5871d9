// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/guestrpc.h"

#include <QHash>

#include <chrono>

namespace skybranch::work {

/// By this a shell's environment says which terminal it is, to us and to nobody else.
inline constexpr char terminalVariable[] = "SKYBRANCH_TERMINAL";

/// The name of the program that runs in front of the shell of terminal @p id; empty where none
/// does, or the shell is not there.
QString foregroundJobOf(const QString &id);

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

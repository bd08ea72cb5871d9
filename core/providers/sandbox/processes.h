// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QList>
#include <QString>

#include <optional>
#include <sys/types.h>

namespace skybranch::providers {

/// A process that can not be mistaken for a later one with the same number.
struct ProcessId
{
    pid_t pid = 0;
    quint64 startTime = 0; ///< clock ticks after boot, as /proc/PID/stat has it
    QString bootId; ///< which boot that was

    friend bool operator==(const ProcessId &, const ProcessId &) = default;
};

/// The process that has this number now.
std::optional<ProcessId> processOf(pid_t pid);

/// Whether it runs or is stopped; a zombie is gone.
bool isAlive(const ProcessId &process);

/// Whether it is stopped by a signal.
bool isStopped(const ProcessId &process);

/// Sends @p signal to this process and to no other that has its number by now.
bool sendSignal(const ProcessId &process, int signal);

/// Ends when the process has ended. Errors: Timeout.
Task<> waitForEnd(ProcessId process, std::chrono::milliseconds timeout);

/// The processes below @p root, and itself, that are stopped now.
QList<ProcessId> stoppedInTree(const ProcessId &root);

/// Stops @p root and everything below it, parents before children, so that no shell sees its job
/// stop. Blocks, for at most 5 s: not for the thread of an event loop. Errors: Unavailable where
/// processes start faster than they can be stopped.
Result<> freezeTree(const ProcessId &root);

/// Continues everything below @p root and at last @p root, children before parents, but not
/// @p stayStopped: those that were stopped before freezeTree(). Blocks.
void thawTree(const ProcessId &root, const QList<ProcessId> &stayStopped);

} // namespace skybranch::providers

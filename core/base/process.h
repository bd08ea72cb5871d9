// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace skybranch {

/// A program to run. There is never a shell: arguments arrive as they are.
struct ProcessSpec
{
    QString program;
    QStringList arguments;
    QString folder; ///< working folder; empty: ours
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QByteArray input; ///< given to its stdin, which is then closed
    QString inputFile; ///< instead of @c input: a file as its stdin
    QString outputFile; ///< its stdout goes to this file instead of ProcessOutput::out
    std::chrono::milliseconds timeout{60'000};
    qint64 outputLimit = 16 << 20; ///< more output than this ends it with ErrorCode::TooLarge
    /// Called in the caller's thread with each line of stderr as it comes; "\r" ends a line too,
    /// because git draws its progress with it.
    std::function<void(const QByteArray &line)> onErrorLine;
};

struct ProcessOutput
{
    int exitCode = 0;
    QByteArray out;
    QByteArray err; ///< the last 64 KiB
};

/// Runs a program to its end in the caller's event loop. A program that exits with another code
/// than 0 is a success here: the caller knows what its codes mean.
/// Errors: NotFound (can not be started), Timeout, Cancelled (through @p stop), TooLarge,
/// Internal (crashed). The program is ended on each of them, with the programs that it has started
/// in its session, and when the task's thread ends. It has no terminal.
Task<ProcessOutput> runProcess(ProcessSpec spec, StopToken stop = {});

} // namespace skybranch

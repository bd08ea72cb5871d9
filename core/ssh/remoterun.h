// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/connection.h"

namespace skybranch::ssh {

/// A program to run on the far side to its end. The counterpart of ProcessSpec.
struct RemoteCommand
{
    QStringList words; ///< arrive as they are
    QByteArray input; ///< given to its stdin, which is then closed
    QString inputFile; ///< instead of @c input: a file as its stdin
    std::chrono::milliseconds timeout{60'000}; ///< from when it has been started
    qint64 outputLimit = 16 << 20; ///< more output than this ends it with ErrorCode::TooLarge
};

struct RemoteOutput
{
    int exitCode = 0;
    QByteArray out;
    QByteArray err; ///< the last 64 KiB
};

/// Runs @p command; any exit code is a success. Nothing of @p connection is touched after the
/// first suspension. Errors: as Connection::openExec(), NotFound (the input file), Timeout,
/// TooLarge, Unavailable (the connection was lost, or a signal ended the program). The channel is
/// closed on each of them.
Task<RemoteOutput> runRemote(Connection *connection, RemoteCommand command, StopToken stop = {});

} // namespace skybranch::ssh

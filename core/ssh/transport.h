// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "ssh/socket.h"

#include <QDeadlineTimer>

namespace skybranch::ssh {

/// Where a Connection gets its stream of bytes from: a TCP connection, or a tunnel.
class Transport
{
public:
    virtual ~Transport() = default;

    /// A connected stream socket, non-blocking. Errors: Unavailable, Timeout, Cancelled.
    /// Called in the thread of the Connection, which has an event loop; touches nothing of this
    /// object after its first suspension.
    virtual Task<Socket> openSocket(QDeadlineTimer deadline, StopToken stop) = 0;
};

} // namespace skybranch::ssh

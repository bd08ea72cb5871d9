// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/ids.h"

#include <chrono>
#include <functional>

namespace skybranch::providers {

/// Ends when the sshd of VM @p id, and no other server, greets on @p port of loopback. Given up as
/// soon as @p isAlive says no. Errors: Timeout, Cancelled, Unavailable where the VM ended or
/// another server has the port.
Task<> waitForSshd(quint16 port, VmId id, std::chrono::milliseconds timeout, StopToken stop,
                   std::function<bool()> isAlive = {});

} // namespace skybranch::providers

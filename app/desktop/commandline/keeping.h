// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "client/session.h"

namespace skybranch::commandline {

/// Where the bundled backend is meant and neither the window nor another command has it: starts
/// one that commands share ("skybranch keep-backend"). Of several that want one, one does so.
/// Errors: Unavailable, with why it does not start; Cancelled.
Task<> ensureKeptBackend(client::SessionConfig config, StopToken stop);

} // namespace skybranch::commandline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/vmlink.h"

namespace skybranch::client {

/// What deleting the workspace would lose, asked of its VM; at most about 5 s. Where the VM does
/// not answer, it is what was last heard.
Task<LossReport> inspectLossOf(QPointer<VmLink> link);

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/vmlink.h"

namespace skybranch::client {

/// What deleting the workspace would lose, as was last heard.
LossReport lastHeardLossOf(VmLink *link);

/// The same, asked of its VM. Where the VM does not answer, it is what was last heard.
Task<LossReport> inspectLossOf(QPointer<VmLink> link);

} // namespace skybranch::client

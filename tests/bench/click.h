// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// From the click on "Enable Cloud Workspace" until a command in the VM has answered, in the whole
/// application, and the same by hand.
Result<Section> measureClick(Stand &stand);

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// From the start of the program until its window is drawn; ours with eight repositories in it.
Result<Section> measureWindow(Stand &stand);

/// Memory with three terminals that a machine far away has.
Result<Section> measureMemory(Stand &stand);

/// The same with many terminals that have had much to say.
Result<Section> measureManyTerminals(Stand &stand);

} // namespace skybranch::bench

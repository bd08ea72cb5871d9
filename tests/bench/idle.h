// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// What the desktop with 20 worktrees uses of a core while nobody does anything.
Result<Section> measureIdle(Stand &stand);

} // namespace skybranch::bench

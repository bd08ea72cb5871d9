// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// How long the window stands still while 500 worktrees in its sidebar are scrolled and filtered.
Result<Section> measureScroll(Stand &stand);

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// What the sidebar's list reads of 20 worktrees of 5,000 files: all of them anew, and what an
/// edit of one file costs, against "git status".
Result<Section> measureSidebar(Stand &stand);

} // namespace skybranch::bench

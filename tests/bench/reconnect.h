// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// Back to a terminal that has put out 1 MB while the network was away.
Result<Section> measureReconnect(Stand &stand);

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// From a pressed key until its character is painted, over networks of several qualities.
Result<Section> measureLinks(Stand &stand);

} // namespace skybranch::bench

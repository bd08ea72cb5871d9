// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// Much text over SSH, until the terminal has answered a question that came behind it; and how
/// long our event loop stood still meanwhile.
Result<Section> measureFlood(Stand &stand);

/// The same with colours and wide characters.
Result<Section> measureColours(Stand &stand);

} // namespace skybranch::bench

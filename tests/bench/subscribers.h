// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// How long a committed change takes to those who follow: light clients, and a desktop's mirror.
Result<Section> measureSubscribers(Stand &stand);

} // namespace skybranch::bench

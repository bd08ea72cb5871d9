// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// The API with a key checked in every call, against the same procedures in Node.
Result<Section> measureApiList(Stand &stand);
Result<Section> measureApiGet(Stand &stand);
Result<Section> measureApiCreate(Stand &stand);

} // namespace skybranch::bench

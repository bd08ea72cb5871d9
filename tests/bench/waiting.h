// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <functional>

namespace skybranch::bench {

/// Runs the event loop until @p done, and looks after each event and each millisecond. @p what is
/// waited for, in words.
Result<> waitFor(const std::function<bool()> &done, const QString &what);

} // namespace skybranch::bench

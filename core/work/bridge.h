// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace skybranch::work {

/// Carries bytes between stdin and stdout on one side and the daemon's socket on the other until
/// the daemon closes. Waits up to 5 s for the daemon to be there. Blocks.
Result<> bridge(const QString &socketPath);

} // namespace skybranch::work

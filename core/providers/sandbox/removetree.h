// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace skybranch::providers {

/// Removes @p folder and all that is in it, whatever a hostile owner left there: no symlink is
/// followed, folders without rights are opened, and no depth is too deep. Nobody may be writing
/// into it. Missing is a success. Blocks: not for the thread of an event loop.
Result<> removeTree(const QString &folder);

} // namespace skybranch::providers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace skybranch::work {

/// Gives a new home its ~/.bashrc and ~/.profile. A file that is there stays as it is.
Result<> writeHomeFiles(const QString &home);

} // namespace skybranch::work

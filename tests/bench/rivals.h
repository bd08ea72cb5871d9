// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/stand.h"

namespace skybranch::bench {

inline QString qterminalName()
{
    return QStringLiteral("qterminal");
}

inline QString browserName()
{
    return QStringLiteral("xterm.js in Chromium");
}

/// Chromium with @p terminals of xterm.js in an app window; they are connected to nothing, and have
/// @p lines of output.
QStringList browserCommand(Stand &stand, int terminals, int lines = 0);

} // namespace skybranch::bench

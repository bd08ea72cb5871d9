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

/// Chromium with @p terminals of xterm.js in an app window; they are connected to nothing.
QStringList browserCommand(Stand &stand, int terminals);

} // namespace skybranch::bench

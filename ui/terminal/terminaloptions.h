// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::ui {

/// What the user has chosen for all terminals.
struct TerminalOptions
{
    bool copyOnSelect = false;
    bool programsCopy = true; ///< programs may put text into the clipboard (OSC 52)
    bool rightToLeft = true; ///< Hebrew and Arabic are put into the order in which one reads them
    QString scheme; ///< a name of terminalSchemes(); empty: our own, which follows the theme

    friend bool operator==(const TerminalOptions &, const TerminalOptions &) = default;
};

} // namespace skybranch::ui

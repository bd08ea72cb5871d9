// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vterm.h>

namespace skybranch::work {

/// How text is drawn, as the sequence that sets it has it.
struct ScreenPen
{
    bool bold = false;
    bool italic = false;
    bool blink = false;
    bool reverse = false;
    bool conceal = false;
    bool strike = false;
    int underline = 0;
    QByteArray foreground; ///< "31", "38;5;100"; empty: the default
    QByteArray background;

    friend bool operator==(const ScreenPen &, const ScreenPen &) = default;

    static ScreenPen ofCell(const VTermScreenCell &cell);
    static ScreenPen ofState(const VTermState *state);

    /// Sets this pen, whatever was set before.
    QByteArray sequence() const;
};

} // namespace skybranch::work

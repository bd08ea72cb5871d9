// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/cellwidths.h"

#include <QList>
#include <QString>

namespace skybranch::ui {

/// Where a match stands in a terminal: rows count from the first of the history, columns in cells.
struct ScreenMatch
{
    int firstRow = 0;
    int firstColumn = 0;
    int lastRow = 0;
    int lastColumn = 0; ///< of its last cell

    friend bool operator==(const ScreenMatch &, const ScreenMatch &) = default;
};

/// All places of @p needle, whatever its case, in @p lines, a terminal's text of which a line
/// longer than @p columns cells goes on in the next rows.
QList<ScreenMatch> findOnScreen(const QString &lines, const QString &needle, int columns);

} // namespace skybranch::ui

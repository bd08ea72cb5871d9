// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/screen.h"

#include <QList>

#include <cmath>

namespace skybranch::bench {

/// Types into a terminal whose program only echoes, and looks when each key is painted. Calls
/// block.
class Typist
{
public:
    /// What is typed has been echoed when nothing of @p area has changed for @p settled.
    Typist(Screen &screen, const QRect &area,
           std::chrono::milliseconds settled = std::chrono::milliseconds(80))
        : m_screen(screen)
        , m_area(area)
        , m_settled(settled)
    {
    }

    /// Milliseconds for each of @p count keys, each typed when the one before is in sight.
    Result<QList<double>> type(int count);

private:
    /// Where the cells of the line are that is typed into.
    struct Line
    {
        QRect firstCell;
        double cellWidth = 0;

        /// The inside of a cell: nothing of a neighbour's cursor or glyph reaches into it.
        QPoint cell(int column) const
        {
            return {int(std::lround(firstCell.x() + column * cellWidth)) + 1, firstCell.y()};
        }
        QSize cellSize() const { return {int(cellWidth) - 2, firstCell.height()}; }
    };

    Result<> eraseLine();
    Result<QRect> changeByKey();
    Result<> findLine();
    Result<> findLineOnce();
    Result<double> typeInto(PixelProbe &probe, QPoint corner);

    Screen &m_screen;
    QRect m_area;
    std::chrono::milliseconds m_settled;
    Line m_line;
};

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

namespace skybranch::ui {

class TerminalView;

/// How large a terminal's view is to be, so that it has no more cells than all who watch the
/// terminal have room for.
class CellLimit
{
public:
    explicit CellLimit(const TerminalView *view)
        : m_view(view)
    {
    }

    void set(QSize cells) { m_cells = cells; } ///< empty: none

    /// Call when the view has got another size or font.
    void measure();

    /// The cells for which there is room in @p pixels.
    QSize roomIn(QSize pixels) const;

    /// The size of the view, at most @p pixels.
    QSize viewIn(QSize pixels) const;

private:
    const TerminalView *m_view;
    QSize m_cells;
    QSize m_cell; ///< in pixels
    QSize m_frame; ///< what the view needs beside its cells
};

} // namespace skybranch::ui

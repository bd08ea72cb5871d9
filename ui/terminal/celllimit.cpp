// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/celllimit.h"

#include "ui/terminal/terminalview.h"

namespace skybranch::ui {

void CellLimit::measure()
{
    const QWidget *display = m_view->focusTarget()->focusProxy();
    if (!display || m_view->columns() <= 0 || m_view->lines() <= 0)
        return;
    const bool first = m_cell.isEmpty();
    m_cell = display->inputMethodQuery(Qt::ImCursorRectangle).toRect().size();
    const QSize text(m_view->columns() * m_cell.width(), m_view->lines() * m_cell.height());
    // A part of a cell is in it too, most of the time; the frame itself is always the same.
    const QSize frame = m_view->size() - text;
    m_frame = first ? frame : m_frame.boundedTo(frame);
}

QSize CellLimit::roomIn(QSize pixels) const
{
    if (m_cell.isEmpty())
        return {m_view->columns(), m_view->lines()};
    const QSize text = (pixels - m_frame).expandedTo(m_cell);
    return {text.width() / m_cell.width(), text.height() / m_cell.height()};
}

QSize CellLimit::viewIn(QSize pixels) const
{
    if (m_cells.isEmpty() || m_cell.isEmpty())
        return pixels;
    const QSize room = roomIn(pixels);
    QSize size = pixels;
    if (m_cells.width() < room.width())
        size.setWidth(m_frame.width() + m_cells.width() * m_cell.width());
    if (m_cells.height() < room.height())
        size.setHeight(m_frame.height() + m_cells.height() * m_cell.height());
    return size;
}

} // namespace skybranch::ui

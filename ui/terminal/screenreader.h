// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/linkfinder.h"

#include <QPoint>
#include <QRect>

class QScrollBar;
class QTermWidget;
class QWidget;

namespace skybranch::ui {

/// Where the text of a terminal stands on its screen. The library shows neither its rows nor its
/// cells: they are read by selecting them, and by where it has the cursor.
class ScreenReader
{
public:
    /// @p display is the widget that paints the text; null: nothing can be read.
    ScreenReader(QTermWidget *terminal, QWidget *display);

    /// The first row in sight; rows count from the first of the history.
    int topRow() const;
    int columns() const;
    int lines() const; ///< in sight
    int rows() const; ///< with the history

    /// The row and column of the cursor.
    QPoint cursor() const;

    /// The rows in sight. What was selected stays so where it is in one row.
    QList<ScreenRow> visibleRows() const { return rowsFrom(topRow()); }

    /// The same for as many rows from @p top on.
    QList<ScreenRow> rowsFrom(int top) const;

    /// Several rows are: reading the screen would lose that.
    bool hasLongSelection() const;

    /// The cells of a row in pixels of the display.
    QRect cells(int row, int firstColumn, int lastColumn) const;

    /// The row and column at a point of the display.
    QPoint cellAt(const QPoint &point) const;

    /// History and screen as plain lines, of which each goes on over as many rows as it needs.
    QString text() const;

    /// Row @p row alone.
    QString rowText(int row) const;

    void select(const ScreenMatch &match) const;
    void selectNothing() const;
    QString selectedText() const;
    void scrollToEnd() const;
    QScrollBar *scrollBar() const { return m_bar; }

private:
    QRect cursorCell() const;

    QTermWidget *m_terminal;
    QWidget *m_display;
    QScrollBar *m_bar = nullptr;
};

} // namespace skybranch::ui

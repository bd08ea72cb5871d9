// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/screenreader.h"

#include <QBuffer>
#include <QScrollBar>
#include <QWidget>

#include <algorithm>
#include <utility>

// The library's headers need the keywords that we build without.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <qtermwidget.h>
#undef signals
#undef slots

namespace skybranch::ui {
namespace {

/// The rows of a selection; -1 where there is none.
std::pair<int, int> selectedRows(QTermWidget *terminal)
{
    if (terminal->selectedText().isEmpty())
        return {-1, -1};
    int first = 0;
    int last = 0;
    int column = 0;
    terminal->getSelectionStart(first, column);
    terminal->getSelectionEnd(last, column);
    return {first, last};
}

} // namespace

ScreenReader::ScreenReader(QTermWidget *terminal, QWidget *display)
    : m_terminal(terminal)
    , m_display(display)
    , m_bar(display ? display->findChild<QScrollBar *>() : nullptr)
{
}

/// Until it is painted next, the bar is one of a screen before.
int ScreenReader::topRow() const
{
    return m_bar ? std::clamp(m_bar->value(), 0, m_terminal->historyLinesCount()) : 0;
}

int ScreenReader::columns() const
{
    return m_terminal->screenColumnsCount();
}

int ScreenReader::lines() const
{
    return m_terminal->screenLinesCount();
}

int ScreenReader::rows() const
{
    return m_terminal->historyLinesCount() + lines();
}

QString ScreenReader::selectedText() const
{
    return m_terminal->selectedText();
}

void ScreenReader::scrollToEnd() const
{
    m_terminal->scrollToEnd();
}

QRect ScreenReader::cursorCell() const
{
    return m_display ? m_display->inputMethodQuery(Qt::ImCursorRectangle).toRect() : QRect();
}

QPoint ScreenReader::cursor() const
{
    const QRect cell = cursorCell();
    if (cell.height() <= 0)
        return {};
    return {m_display->inputMethodQuery(Qt::ImCursorPosition).toInt(),
            m_terminal->historyLinesCount() + cell.top() / cell.height()};
}

QRect ScreenReader::cells(int row, int firstColumn, int lastColumn) const
{
    const QRect cell = cursorCell();
    if (cell.isEmpty())
        return {};
    const int column = m_display->inputMethodQuery(Qt::ImCursorPosition).toInt();
    const int left = cell.left() - column * cell.width();
    const int top = cell.top() % cell.height();
    return {left + firstColumn * cell.width(), top + (row - topRow()) * cell.height(),
            (lastColumn - firstColumn + 1) * cell.width(), cell.height()};
}

QPoint ScreenReader::cellAt(const QPoint &point) const
{
    const QRect first = cells(topRow(), 0, 0);
    if (first.isEmpty())
        return {-1, -1};
    const int column = (point.x() - first.left()) / first.width();
    return {std::clamp(column, 0, columns() - 1),
            topRow() + std::clamp((point.y() - first.top()) / first.height(), 0, lines() - 1)};
}

QString ScreenReader::text() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    m_terminal->saveHistory(&buffer);
    return QString::fromUtf8(buffer.data());
}

QString ScreenReader::rowText(int row) const
{
    if (row < 0 || row >= rows())
        return {};
    m_terminal->setSelectionStart(row, 0);
    m_terminal->setSelectionEnd(row, columns() - 1);
    return m_terminal->selectedText().remove(u'\n');
}

bool ScreenReader::hasLongSelection() const
{
    const auto [first, last] = selectedRows(m_terminal);
    return first != last;
}

void ScreenReader::select(const ScreenMatch &match) const
{
    // What it selects has to be there: the library reads it without looking.
    if (match.firstRow < 0 || match.firstRow >= rows())
        return;
    const bool whole = match.firstRow == match.lastRow;
    const int last = whole ? match.lastColumn : columns() - 1;
    m_terminal->setSelectionStart(match.firstRow, std::min(match.firstColumn, columns() - 1));
    m_terminal->setSelectionEnd(match.firstRow, std::min(last, columns() - 1));
}

/// There is no call for it: the cell before the first one stands for none.
void ScreenReader::selectNothing() const
{
    m_terminal->setSelectionStart(-1, columns() - 1);
}

QList<ScreenRow> ScreenReader::rowsFrom(int top) const
{
    ScreenMatch before;
    const auto [first, last] = selectedRows(m_terminal);
    if (first >= 0 && first == last) {
        m_terminal->getSelectionStart(before.firstRow, before.firstColumn);
        m_terminal->getSelectionEnd(before.lastRow, before.lastColumn);
    }
    QList<ScreenRow> rows;
    for (int row = top; row < top + lines(); ++row)
        rows.append({rowText(row)});
    if (first >= 0 && first == last)
        select(before);
    else
        selectNothing();
    // Nothing but the whole text tells which full row goes on in the next.
    QString whole;
    for (qsizetype row = 0; row + 1 < rows.size(); ++row) {
        if (cellsOf(rows.at(row).text) < columns() || rows.at(row + 1).text.isEmpty())
            continue;
        if (whole.isNull())
            whole = text();
        rows[row].wraps = whole.contains(rows.at(row).text + rows.at(row + 1).text);
    }
    return rows;
}

} // namespace skybranch::ui

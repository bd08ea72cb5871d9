// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalsearch.h"

#include "ui/terminal/screenmarks.h"
#include "ui/terminal/screenreader.h"

#include <QElapsedTimer>
#include <QMetaObject>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <limits>
#include <tuple>

namespace skybranch::ui {
namespace {

/// Output that goes on is searched again so often.
constexpr std::chrono::milliseconds pause{200};

bool isBefore(const ScreenMatch &a, const ScreenMatch &b)
{
    return std::tie(a.firstRow, a.firstColumn) < std::tie(b.firstRow, b.firstColumn);
}

} // namespace

TerminalSearch::TerminalSearch(const ScreenReader &reader, QWidget *display, ScreenMarks *marks,
                               QObject *parent)
    : QObject(parent)
    , m_reader(reader)
    , m_display(display)
    , m_marks(marks)
    , m_again(new QTimer(this))
{
    m_again->setSingleShot(true);
    m_again->setInterval(pause);
    connect(m_again, &QTimer::timeout, this, &TerminalSearch::findAgain);
    if (QScrollBar *bar = reader.scrollBar())
        connect(bar, &QScrollBar::valueChanged, this, &TerminalSearch::mark);
}

/// Each row by itself. Slow, and right where lines were wrapped at another width.
QString TerminalSearch::rowsAsTheyAre() const
{
    const int rows = m_reader.rows();
    QStringList lines;
    for (int row = 0; row < rows; ++row)
        lines << m_reader.rowText(row);
    return lines.join(u'\n');
}

bool TerminalSearch::stands(const ScreenMatch &match) const
{
    m_reader.select(match);
    const QString selected = m_reader.selectedText();
    if (match.firstRow == match.lastRow)
        return selected.compare(m_needle, Qt::CaseInsensitive) == 0;
    return !selected.isEmpty() && m_needle.startsWith(selected.trimmed(), Qt::CaseInsensitive);
}

QList<ScreenMatch> TerminalSearch::matches() const
{
    const QList<ScreenMatch> found = findOnScreen(m_reader.text(), m_needle, m_reader.columns());
    if (found.isEmpty() || stands(found.last()))
        return found;
    return findOnScreen(rowsAsTheyAre(), m_needle, std::numeric_limits<int>::max());
}

int TerminalSearch::currentNumber() const
{
    const auto place = std::ranges::lower_bound(m_all, m_current, isBefore);
    return std::min(int(place - m_all.begin()) + 1, int(m_all.size()));
}

TerminalSearch::Count TerminalSearch::find(const QString &needle, Step step)
{
    m_needle = needle;
    m_all = matches();
    if (m_all.isEmpty()) {
        m_current = {};
        m_reader.selectNothing();
        mark();
        return {};
    }
    qsizetype place = m_all.size() - 1;
    if (step == Step::Up) {
        place = std::ranges::lower_bound(m_all, m_current, isBefore) - m_all.begin() - 1;
        if (place < 0)
            place = m_all.size() - 1;
    } else if (step == Step::Down) {
        place = std::ranges::upper_bound(m_all, m_current, isBefore) - m_all.begin();
        if (place == m_all.size())
            place = 0;
    }
    m_current = m_all.at(place);
    select(m_current);
    mark();
    return {int(place) + 1, int(m_all.size())};
}

void TerminalSearch::stop()
{
    m_needle.clear();
    m_all.clear();
    m_again->stop();
    mark();
}

void TerminalSearch::noteChange()
{
    if (!m_needle.isEmpty() && !m_again->isActive())
        m_again->start();
}

void TerminalSearch::findAgain()
{
    QElapsedTimer taken;
    taken.start();
    m_all = matches();
    // A long history leaves the window nine tenths of its time.
    const std::chrono::milliseconds others(taken.elapsed() * 9);
    m_again->setInterval(std::max(pause, others));
    if (m_all.isEmpty()) {
        m_reader.selectNothing();
    } else {
        m_current = m_all.at(currentNumber() - 1);
        m_reader.select(m_current);
    }
    mark();
    Q_EMIT counted(m_all.isEmpty() ? 0 : currentNumber(), int(m_all.size()));
}

void TerminalSearch::mark() const
{
    const int top = m_reader.topRow();
    const int end = top + m_reader.lines();
    QList<QRect> cells;
    for (auto match = std::ranges::lower_bound(m_all, top, {}, &ScreenMatch::lastRow);
         match != m_all.end() && match->firstRow < end; ++match) {
        if (*match == m_current) // is selected, which shows it
            continue;
        for (int row = std::max(match->firstRow, top); row <= std::min(match->lastRow, end - 1);
             ++row)
            cells << m_reader.cells(row, row == match->firstRow ? match->firstColumn : 0,
                                    row == match->lastRow ? match->lastColumn
                                                          : m_reader.columns() - 1);
    }
    m_marks->setMatches(cells);
}

void TerminalSearch::select(const ScreenMatch &match) const
{
    m_reader.select(match);
    QScrollBar *bar = m_reader.scrollBar();
    if (!bar)
        return;
    const int lines = m_reader.lines();
    const int top = m_reader.topRow();
    const bool inSight = match.firstRow >= top && match.firstRow < top + lines;
    // A selection made from outside is painted only after the screen has moved.
    m_reader.scrollToEnd();
    const int wanted = std::max(0, inSight ? top : match.firstRow - lines / 2);
    // At its end, a screen follows the output.
    if (wanted < m_reader.rows() - lines)
        bar->setValue(wanted);
    QMetaObject::invokeMethod(m_display, "updateImage", Qt::DirectConnection);
}

} // namespace skybranch::ui

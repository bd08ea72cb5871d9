// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminalsearch.h"

#include <QBuffer>
#include <QMetaObject>
#include <QScrollBar>

#include <limits>
#include <tuple>

// The library's headers need the keywords that we build without.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <qtermwidget.h>
#undef signals
#undef slots

namespace skybranch::ui {
namespace {

bool isBefore(const ScreenMatch &a, const ScreenMatch &b)
{
    return std::tie(a.firstRow, a.firstColumn) < std::tie(b.firstRow, b.firstColumn);
}

} // namespace

QString TerminalSearch::text() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    m_terminal->saveHistory(&buffer);
    return QString::fromUtf8(buffer.data());
}

/// Each row by itself. Slow, and right where lines were wrapped at another width.
QString TerminalSearch::rowsAsTheyAre() const
{
    const int rows = m_terminal->historyLinesCount() + m_terminal->screenLinesCount();
    QStringList lines;
    for (int row = 0; row < rows; ++row) {
        m_terminal->setSelectionStart(row, 0);
        m_terminal->setSelectionEnd(row, m_terminal->screenColumnsCount() - 1);
        lines << m_terminal->selectedText().remove(u'\n');
    }
    return lines.join(u'\n');
}

QList<ScreenMatch> TerminalSearch::matches(const QString &needle) const
{
    const QList<ScreenMatch> found = findOnScreen(text(), needle, m_terminal->screenColumnsCount());
    if (found.isEmpty())
        return found;
    select(found.last());
    const ScreenMatch last = found.last();
    const bool whole = last.firstRow == last.lastRow;
    const QString selected = m_terminal->selectedText();
    if (whole ? selected.compare(needle, Qt::CaseInsensitive) == 0
              : needle.startsWith(selected.trimmed(), Qt::CaseInsensitive) && !selected.isEmpty())
        return found;
    return findOnScreen(rowsAsTheyAre(), needle, std::numeric_limits<int>::max());
}

TerminalSearch::Count TerminalSearch::find(const QString &needle, Step step)
{
    const QList<ScreenMatch> all = matches(needle);
    if (all.isEmpty()) {
        m_current = {};
        return {};
    }
    qsizetype place = all.size() - 1;
    if (step == Step::Up) {
        place = std::ranges::lower_bound(all, m_current, isBefore) - all.begin() - 1;
        if (place < 0)
            place = all.size() - 1;
    } else if (step == Step::Down) {
        place = std::ranges::upper_bound(all, m_current, isBefore) - all.begin();
        if (place == all.size())
            place = 0;
    }
    m_current = all.at(place);
    select(m_current);
    return {int(place) + 1, int(all.size())};
}

void TerminalSearch::select(const ScreenMatch &match) const
{
    const bool whole = match.firstRow == match.lastRow;
    m_terminal->setSelectionStart(match.firstRow, match.firstColumn);
    m_terminal->setSelectionEnd(match.firstRow,
                                whole ? match.lastColumn : m_terminal->screenColumnsCount() - 1);
    auto *bar = m_terminal->findChild<QScrollBar *>();
    QObject *display = bar ? bar->parent() : nullptr;
    if (!display)
        return;
    const int lines = m_terminal->screenLinesCount();
    const int top = bar->value();
    const bool inSight = match.firstRow >= top && match.firstRow < top + lines;
    // A selection made from outside is painted only after the screen has moved.
    m_terminal->scrollToEnd();
    bar->setValue(inSight ? top : match.firstRow - lines / 2);
    QMetaObject::invokeMethod(display, "updateImage", Qt::DirectConnection);
}

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/screensearch.h"

#include <QStringView>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr qsizetype mostMatches = 10'000;

} // namespace

QList<ScreenMatch> findOnScreen(const QString &lines, const QString &needle, int columns)
{
    QList<ScreenMatch> matches;
    if (needle.isEmpty() || columns <= 0)
        return matches;
    int row = 0;
    for (const QStringView line : QStringTokenizer(lines, u'\n')) {
        for (qsizetype at = line.indexOf(needle, 0, Qt::CaseInsensitive); at >= 0;
             at = line.indexOf(needle, at + needle.size(), Qt::CaseInsensitive)) {
            const int first = cellsOf(line.first(at));
            const int last = first + std::max(1, cellsOf(line.sliced(at, needle.size()))) - 1;
            matches << ScreenMatch{row + first / columns, first % columns, row + last / columns,
                                   last % columns};
            if (matches.size() >= mostMatches)
                return matches;
        }
        row += std::max(1, (cellsOf(line) + columns - 1) / columns);
    }
    return matches;
}

} // namespace skybranch::ui

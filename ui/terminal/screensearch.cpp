// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/screensearch.h"

#include <QStringView>

#include <algorithm>

namespace skybranch::ui {
namespace {

constexpr qsizetype mostMatches = 10'000;

/// Cells that a character takes, as terminals count them.
int cellsOf(char32_t c)
{
    const auto category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing
        || category == QChar::Other_Format)
        return 0;
    const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
        || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x1f900 && c <= 0x1f9ff) || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
}

} // namespace

int cellsOf(QStringView text)
{
    int cells = 0;
    for (const uint c : text.toUcs4())
        cells += cellsOf(char32_t(c));
    return cells;
}

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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/terminal/screensearch.h"

#include <QStringList>

namespace skybranch::ui {

/// One row of a terminal's screen.
struct ScreenRow
{
    QString text;
    bool wraps = false; ///< the emulator goes on with the same line in the next row
};

/// What a terminal's text points at: a page, or a place in a file. From a stranger's text.
struct TerminalLink
{
    QString url; ///< as it stands there; empty: a file
    QString path; ///< as it stands there
    int line = 0; ///< from 1; 0: unknown
    int column = 0; ///< from 1; 0: unknown
    ScreenMatch place;

    friend bool operator==(const TerminalLink &, const TerminalLink &) = default;
};

/// All links in @p rows, of a screen that is @p columns wide; rows count from the first of them. A
/// URL that fills a row to its end goes on in the next one, also where a program has broken it.
/// Whether a file is there, the caller has to see.
QList<TerminalLink> findLinks(const QList<ScreenRow> &rows, int columns);

/// Where @p text stands in @p rows from that cell on, and nothing where it does not.
QList<ScreenMatch> findAt(const QList<ScreenRow> &rows, int columns, int row, int column,
                          const QString &text);

} // namespace skybranch::ui

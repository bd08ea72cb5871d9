// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/worktreerow.h"

#include <QFont>
#include <QRect>

class QPainter;

namespace skybranch::ui {

/// A name as it fits: its prefix is muted, and what matches the filter is marked.
struct NameParts
{
    QString text;
    qsizetype prefix = 0; ///< characters up to and with the last "/"
    QString match;
};

void paintNameParts(QPainter &painter, const QRect &room, const NameParts &parts);

/// Width of the whole name.
int nameWidth(const QString &branch, const QFont &font);

/// Width of the counts, or of the words that stand in their place. Where room is @p narrow, the
/// number of uncommitted files goes.
int countsWidth(const WorktreeRow &row, bool narrow);
void paintCounts(QPainter &painter, const QRect &room, const WorktreeRow &row);

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace skybranch::ui {

/// A part of a text that a search marks.
struct MarkedPart
{
    qsizetype from = 0;
    qsizetype size = 0;

    friend bool operator==(const MarkedPart &, const MarkedPart &) = default;
};

struct FuzzyMatch
{
    int score = 0; ///< higher is nearer
    QList<MarkedPart> parts; ///< in order, not touching each other
};

/// Whether the characters of @p pattern come in this order in @p text, whatever their case.
/// Characters that stand together, and those at the begin of a word, count more.
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

} // namespace skybranch::ui

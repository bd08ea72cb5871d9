// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/fuzzy.h"

namespace skybranch::ui {
namespace {

constexpr int wholeScore = 1000;
constexpr int wordScore = 12;
constexpr int togetherScore = 8;
constexpr int scatterScore = 1;

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// The first place where @p pattern stands whole, at the begin of a word where there is one.
qsizetype wholePlace(const QString &pattern, const QString &text)
{
    const qsizetype first = text.indexOf(pattern, 0, Qt::CaseInsensitive);
    for (qsizetype at = first; at >= 0; at = text.indexOf(pattern, at + 1, Qt::CaseInsensitive)) {
        if (beginsWord(text, at))
            return at;
    }
    return first;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    if (pattern.isEmpty())
        return FuzzyMatch{};
    if (const qsizetype at = wholePlace(pattern, text); at >= 0)
        return FuzzyMatch{wholeScore + (beginsWord(text, at) ? wordScore : 0)
                              - int(std::min<qsizetype>(at, 100)),
                          {{at, pattern.size()}}};
    FuzzyMatch match;
    qsizetype from = 0;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        const qsizetype at = text.indexOf(wanted, from, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        const bool together
            = !match.parts.isEmpty() && match.parts.last().from + match.parts.last().size == at;
        match.score += together ? togetherScore : beginsWord(text, at) ? wordScore : scatterScore;
        if (together)
            ++match.parts.last().size;
        else
            match.parts << MarkedPart{at, 1};
        from = at + 1;
    }
    // Letters from all over the text are a match of nothing.
    if (match.score < 4 * pattern.size())
        return std::nullopt;
    return match;
}

} // namespace skybranch::ui

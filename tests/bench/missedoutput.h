// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLatin1StringView>

namespace skybranch::bench {

/// The last line of missedOutput().
inline constexpr QLatin1StringView lastMissedLine("the end");

/// What a terminal puts out while nobody is there: 1 MB, as lines.
inline QByteArray missedOutput()
{
    constexpr qsizetype size = 1'000'000;
    QByteArray text;
    text.reserve(size + 100);
    for (int line = 1; text.size() < size; ++line)
        text += "line " + QByteArray::number(line) + " of what came while nobody was there\n";
    return text + lastMissedLine.data() + '\n';
}

} // namespace skybranch::bench

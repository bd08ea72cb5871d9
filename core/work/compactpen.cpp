// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/compactpen.h"

#include <QByteArrayList>

namespace skybranch::work {
namespace {

/// What a parameter sets, one bit each.
enum Style : unsigned {
    Weight = 1,
    Slant = 2,
    Underline = 4,
    Blink = 8,
    Reverse = 16,
    Conceal = 32,
    Strike = 64,
    Foreground = 128,
    Background = 256,
    Other = 512,
    All = 1023,
};

constexpr int foregroundColour = 38;
constexpr int backgroundColour = 48;

unsigned styleOf(int number)
{
    switch (number) {
    case 0:
        return All;
    case 1:
    case 2:
    case 22:
        return Weight;
    case 3:
    case 23:
        return Slant;
    case 4:
    case 21:
    case 24:
        return Underline;
    case 5:
    case 6:
    case 25:
        return Blink;
    case 7:
    case 27:
        return Reverse;
    case 8:
    case 28:
        return Conceal;
    case 9:
    case 29:
        return Strike;
    default:
        break;
    }
    if ((number >= 30 && number <= 39) || (number >= 90 && number <= 97))
        return Foreground;
    if ((number >= 40 && number <= 49) || (number >= 100 && number <= 107))
        return Background;
    return Other;
}

/// Of "38;5;1" and "38;2;1;2;3": how many parameters follow the first.
qsizetype colourLength(const QByteArrayList &parameters, qsizetype at)
{
    const int number = parameters[at].toInt();
    if (number != foregroundColour && number != backgroundColour)
        return 0;
    return parameters.value(at + 1) == "2" ? 4 : 2;
}

unsigned stylesOf(QByteArrayView parameters)
{
    unsigned styles = 0;
    const QByteArrayList all = parameters.toByteArray().split(';');
    for (qsizetype i = 0; i < all.size(); i += 1 + colourLength(all, i))
        styles |= styleOf(all[i].split(':').first().toInt());
    return styles;
}

} // namespace

QByteArray compactPen(QByteArrayView sequences)
{
    unsigned undone = 0;
    QByteArray kept;
    qsizetype end = sequences.size();
    while (end > 0) {
        const qsizetype start = sequences.first(end).lastIndexOf('\x1b');
        if (start < 0)
            break;
        const QByteArrayView sequence = sequences.sliced(start, end - start);
        const unsigned styles = stylesOf(sequence.sliced(2).chopped(1));
        if ((styles & ~undone) != 0)
            kept.prepend(sequence);
        undone |= styles & ~unsigned(Other);
        if (styles == All)
            break; // a reset: nothing before it matters
        end = start;
    }
    return kept;
}

} // namespace skybranch::work

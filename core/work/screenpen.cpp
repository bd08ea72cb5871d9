// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/screenpen.h"

#include <array>
#include <utility>

namespace skybranch::work {
namespace {

constexpr int brightOffset = 60;

QByteArray colour(const VTermColor &value, bool isBackground)
{
    const int base = isBackground ? 40 : 30;
    if (isBackground ? VTERM_COLOR_IS_DEFAULT_BG(&value) : VTERM_COLOR_IS_DEFAULT_FG(&value))
        return {};
    const QByteArray extended = QByteArray::number(base + 8);
    if (VTERM_COLOR_IS_RGB(&value))
        return extended + ";2;" + QByteArray::number(value.rgb.red) + ';'
            + QByteArray::number(value.rgb.green) + ';' + QByteArray::number(value.rgb.blue);
    const int index = value.indexed.idx;
    if (index < 8)
        return QByteArray::number(base + index);
    if (index < 16)
        return QByteArray::number(base + brightOffset + index - 8);
    return extended + ";5;" + QByteArray::number(index);
}

VTermValue attribute(const VTermState *state, VTermAttr which)
{
    VTermValue value{};
    vterm_state_get_penattr(state, which, &value);
    return value;
}

} // namespace

ScreenPen ScreenPen::ofCell(const VTermScreenCell &cell)
{
    return {.bold = cell.attrs.bold != 0,
            .italic = cell.attrs.italic != 0,
            .blink = cell.attrs.blink != 0,
            .reverse = cell.attrs.reverse != 0,
            .conceal = cell.attrs.conceal != 0,
            .strike = cell.attrs.strike != 0,
            .underline = int(cell.attrs.underline),
            .foreground = colour(cell.fg, false),
            .background = colour(cell.bg, true)};
}

ScreenPen ScreenPen::ofState(const VTermState *state)
{
    return {.bold = attribute(state, VTERM_ATTR_BOLD).boolean != 0,
            .italic = attribute(state, VTERM_ATTR_ITALIC).boolean != 0,
            .blink = attribute(state, VTERM_ATTR_BLINK).boolean != 0,
            .reverse = attribute(state, VTERM_ATTR_REVERSE).boolean != 0,
            .conceal = attribute(state, VTERM_ATTR_CONCEAL).boolean != 0,
            .strike = attribute(state, VTERM_ATTR_STRIKE).boolean != 0,
            .underline = attribute(state, VTERM_ATTR_UNDERLINE).number,
            .foreground = colour(attribute(state, VTERM_ATTR_FOREGROUND).color, false),
            .background = colour(attribute(state, VTERM_ATTR_BACKGROUND).color, true)};
}

QByteArray ScreenPen::sequence() const
{
    constexpr std::array underlines{"", ";4", ";21", ";4:3"};
    QByteArray words("\x1b[0");
    for (const auto &[isSet, word] :
         {std::pair(bold, ";1"), std::pair(italic, ";3"), std::pair(blink, ";5"),
          std::pair(reverse, ";7"), std::pair(conceal, ";8"), std::pair(strike, ";9")}) {
        if (isSet)
            words += word;
    }
    words += underlines.at(size_t(underline & 3));
    for (const QByteArray &each : {foreground, background}) {
        if (!each.isEmpty())
            words += ';' + each;
    }
    return words + 'm';
}

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/screenmodel.h"

#include "work/screenpen.h"
#include "work/terminalmodes.h"

#include <QString>

#include <algorithm>
#include <vterm.h>

namespace skybranch::work {
namespace {

constexpr auto besideWide = static_cast<uint32_t>(-1); ///< what the second cell of a wide one has

QByteArray at(int row, int column)
{
    return "\x1b[" + QByteArray::number(row) + ';' + QByteArray::number(column) + 'H';
}

QByteArray textOf(const VTermScreenCell &cell)
{
    if (cell.chars[0] == 0)
        return " ";
    QString text;
    for (const uint32_t each : cell.chars) {
        if (each == 0)
            break;
        text += QString::fromUcs4(reinterpret_cast<const char32_t *>(&each), 1);
    }
    return text.toUtf8();
}

/// How many bytes at the end of @p bytes begin a character that is not complete.
qsizetype incompleteTail(QByteArrayView bytes)
{
    constexpr qsizetype longest = 4;
    for (qsizetype count = 1; count <= std::min(longest - 1, bytes.size()); ++count) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - count]);
        if ((byte & 0xc0) == 0x80)
            continue;
        const qsizetype needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return needed > count ? count : 0;
    }
    return 0;
}

struct Free
{
    void operator()(VTerm *terminal) const { vterm_free(terminal); }
};

} // namespace

struct ScreenModel::State
{
    std::unique_ptr<VTerm, Free> terminal;
    VTermScreen *screen = nullptr;
    VTermState *state = nullptr;
    QByteArray rest; ///< the beginning of a character
};

ScreenModel::ScreenModel(wire::TerminalSize size)
    : m_state(std::make_unique<State>())
{
    m_state->terminal.reset(vterm_new(size.rows, size.columns));
    VTerm *terminal = m_state->terminal.get();
    vterm_set_utf8(terminal, 1);
    // What it would answer, somebody else does.
    vterm_output_set_callback(terminal, [](const char *, size_t, void *) { }, nullptr);
    m_state->screen = vterm_obtain_screen(terminal);
    m_state->state = vterm_obtain_state(terminal);
    vterm_screen_enable_altscreen(m_state->screen, 1);
    vterm_screen_set_damage_merge(m_state->screen, VTERM_DAMAGE_SCROLL);
    vterm_screen_reset(m_state->screen, 1);
}

ScreenModel::~ScreenModel() = default;

void ScreenModel::feed(QByteArrayView bytes)
{
    // It loses a character that comes in two parts.
    const QByteArray joined = m_state->rest.isEmpty() ? QByteArray() : m_state->rest + bytes;
    if (!joined.isEmpty())
        bytes = joined;
    const qsizetype whole = bytes.size() - incompleteTail(bytes);
    m_state->rest = bytes.sliced(whole).toByteArray();
    vterm_input_write(m_state->terminal.get(), bytes.data(), size_t(whole));
}

void ScreenModel::leaveOut()
{
    m_state->rest.clear();
}

void ScreenModel::resize(wire::TerminalSize size)
{
    if (size != this->size())
        vterm_set_size(m_state->terminal.get(), size.rows, size.columns);
}

wire::TerminalSize ScreenModel::size() const
{
    wire::TerminalSize size;
    vterm_get_size(m_state->terminal.get(), &size.rows, &size.columns);
    return size;
}

int ScreenModel::row() const
{
    VTermPos position{};
    vterm_state_get_cursorpos(m_state->state, &position);
    return position.row + 1;
}

int ScreenModel::column() const
{
    VTermPos position{};
    vterm_state_get_cursorpos(m_state->state, &position);
    return position.col + 1;
}

QByteArray ScreenModel::repaint(const TerminalModes &modes) const
{
    const int rows = size().rows;
    // Whatever sequence was under way ends; nothing scrolls, wraps or shifts while it is drawn.
    QByteArray drawn("\x18\x1b[?25l");
    drawn += modes.isOn(TerminalModes::alternateScreen) ? "\x1b[?1049h" : "\x1b[?1049l";
    drawn += "\x1b[r\x1b[?6l\x1b[?69l\x1b[?7h\x1b[4l\x1b(B\x0f";
    for (int row = 0; row < rows; ++row)
        drawn += drawnRow(row, modes.isOn(TerminalModes::reversed));
    drawn += modes.restore(rows);
    drawn += ScreenPen::ofState(m_state->state).sequence();
    return drawn
        + at(modes.isOn(TerminalModes::origin) ? row() - modes.top() + 1 : row(), column());
}

QByteArray ScreenModel::drawnRow(int row, bool isReversed) const
{
    QByteArray drawn;
    qsizetype needed = 0; ///< the rest is blank
    ScreenPen pen;
    const ScreenPen blank;
    const int columns = size().columns;
    for (int column = 0; column < columns; ++column) {
        VTermScreenCell cell{};
        vterm_screen_get_cell(m_state->screen, {.row = row, .col = column}, &cell);
        if (cell.chars[0] == besideWide)
            continue;
        auto cellPen = ScreenPen::ofCell(cell);
        cellPen.reverse = cellPen.reverse != isReversed; // the mode does it to all of them
        if (cellPen != pen)
            drawn += cellPen.sequence();
        pen = cellPen;
        drawn += textOf(cell);
        if (cell.chars[0] != 0 || pen != blank)
            needed = drawn.size();
    }
    drawn.truncate(needed);
    return at(row + 1, 1) + "\x1b[m\x1b[2K" + drawn;
}

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/terminaloutput.h"

#include <algorithm>

namespace skybranch::work {
namespace {

constexpr qint64 drawAfter = 256 << 10; ///< how much may wait to be drawn
constexpr qint64 worthLeavingOut = 16 << 10;
constexpr qint64 atOnce = 64 << 10;

} // namespace

TerminalOutput::TerminalOutput(std::unique_ptr<TerminalRing> ring)
    : m_ring(std::move(ring))
{
}

QByteArray TerminalOutput::append(const QByteArray &bytes)
{
    keep(m_scanner.feed(bytes));
    QByteArray answers;
    for (const auto &asked : m_scanner.takeQuestions())
        answers += answer(asked);
    if (m_ring->end() - m_drawn > drawAfter)
        drawUntil(m_ring->end());
    return answers;
}

void TerminalOutput::finish()
{
    keep(m_scanner.finish());
}

QString TerminalOutput::title() const
{
    return QString::fromUtf8(m_scanner.title());
}

void TerminalOutput::resize(wire::TerminalSize size)
{
    drawUntil(m_ring->end());
    m_screen.resize(size);
}

QByteArray TerminalOutput::entered() const
{
    const auto &places = m_scanner.checkpoints();
    const bool isAlternate = !places.empty() && places.front().isAlternate;
    // The mode that leaves the cursor where it is.
    return isAlternate ? "\x18\x1b[?47h" : "\x18\x1b[?47l";
}

QByteArray TerminalOutput::repaint()
{
    drawUntil(m_ring->end());
    return m_screen.repaint(m_scanner.modes()) + "\x1b]2;" + m_scanner.title() + "\x1b\\";
}

void TerminalOutput::keep(const QByteArray &bytes)
{
    // Known before what stands there is written over.
    m_scanner.forgetBefore(m_ring->end() + bytes.size() - TerminalRing::capacity);
    const auto &checkpoints = m_scanner.checkpoints();
    m_ring->setEntrance(checkpoints.empty() ? m_scanner.position() : checkpoints.front().position);
    m_ring->append(bytes);
}

void TerminalOutput::drawUntil(qint64 position)
{
    const qint64 jump = std::clamp(m_scanner.lastJump(), m_drawn, position);
    draw(m_drawn, jump);
    m_drawn = jump;
    if (const auto *place = placeToGoOn(position)) {
        m_screen.leaveOut();
        m_screen.feed(place->pen);
        m_screen.feed("\r");
        m_drawn = place->position;
    }
    draw(m_drawn, position);
    m_drawn = position;
}

void TerminalOutput::draw(qint64 from, qint64 to)
{
    for (qint64 at = std::max(from, m_ring->start()); at < to; at += atOnce)
        m_screen.feed(m_ring->read(at, std::min(atOnce, to - at)));
}

/// A line's start so far before @p to that nothing stays on the screen of what was there before.
const EscapeScanner::Checkpoint *TerminalOutput::placeToGoOn(qint64 to) const
{
    const int rows = m_screen.size().rows;
    if (to - m_drawn < worthLeavingOut || !m_scanner.modes().scrollsAll(rows))
        return nullptr;
    const auto &places = m_scanner.checkpoints();
    qint64 lines = 0;
    qint64 end = to;
    for (auto place = places.crbegin(); place != places.crend(); ++place) {
        if (place->position < m_drawn)
            break;
        if (place->position >= end)
            continue;
        lines += m_ring->read(place->position, end - place->position).count('\n');
        end = place->position;
        if (place->isLineStart && lines > 2 * rows)
            return &*place;
    }
    return nullptr;
}

QByteArray TerminalOutput::answer(const EscapeScanner::Asked &asked)
{
    // As the terminal of our windows says.
    switch (asked.query) {
    case EscapeScanner::Query::Attributes:
        return "\x1b[?1;2c";
    case EscapeScanner::Query::SecondaryAttributes:
        return "\x1b[>0;115;0c";
    case EscapeScanner::Query::Status:
        return "\x1b[0n";
    case EscapeScanner::Query::Cursor:
    case EscapeScanner::Query::PrivateCursor:
        break;
    }
    drawUntil(asked.position);
    const TerminalModes &modes = m_scanner.modes();
    const int row
        = modes.isOn(TerminalModes::origin) ? m_screen.row() - modes.top() + 1 : m_screen.row();
    return QByteArray(asked.query == EscapeScanner::Query::PrivateCursor ? "\x1b[?" : "\x1b[")
        + QByteArray::number(row) + ';' + QByteArray::number(m_screen.column()) + 'R';
}

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/outputcursor.h"

#include "wire/terminalframes.h"
#include "work/terminalring.h"

namespace skybranch::work {

QByteArray OutputCursor::next()
{
    if (behind() <= 0)
        return {};
    if (m_position < m_ring->start()) {
        const wire::OutputGap gap{.from = m_position, .to = m_ring->entrance()};
        m_position = gap.to;
        return wire::encodeFrame(wire::FrameKind::Gap, gap.encode());
    }
    const wire::PositionedBytes block{.position = m_position,
                                      .bytes = m_ring->read(m_position, wire::maxTerminalBlock)};
    m_position += block.bytes.size();
    return wire::encodeFrame(wire::FrameKind::Output, block.encode());
}

qint64 OutputCursor::behind() const
{
    return m_ring->end() - m_position;
}

} // namespace skybranch::work

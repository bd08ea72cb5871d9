// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace skybranch::work {

class TerminalRing;

/// How far one watcher has been given a terminal's output.
class OutputCursor
{
public:
    OutputCursor(const TerminalRing *ring, qint64 position)
        : m_ring(ring)
        , m_position(position)
    {
    }

    /// The next frame for it: a Gap where the ring has lost what comes next, else an Output. Empty
    /// where it has been given all.
    QByteArray next();

    qint64 position() const { return m_position; }
    qint64 behind() const;

private:
    const TerminalRing *m_ring;
    qint64 m_position;
};

} // namespace skybranch::work

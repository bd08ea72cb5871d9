// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/escapescanner.h"
#include "work/screenmodel.h"
#include "work/terminalring.h"

namespace skybranch::work {

/// All that a terminal has put out: the last of it byte by byte, and the screen that all of it has
/// drawn. The screen is drawn late, and of a text that scrolls through only the end: a model of a
/// screen takes text several times more slowly than programs give it.
class TerminalOutput
{
public:
    explicit TerminalOutput(std::unique_ptr<TerminalRing> ring);

    /// At most 2 MiB at a time. Gives what the program is to be answered to what it asks of its
    /// terminal.
    QByteArray append(const QByteArray &bytes);

    /// Nothing more comes.
    void finish();

    const TerminalRing &ring() const { return *m_ring; }
    QString title() const; ///< as the program has set it; a stranger's words

    void resize(wire::TerminalSize size);

    /// What a terminal needs that goes on at the ring's entrance: the kind of screen that it writes
    /// to there.
    QByteArray entered() const;

    /// What draws the screen as it is at the end of the ring, in whatever terminal.
    QByteArray repaint();

private:
    void keep(const QByteArray &bytes);
    void drawUntil(qint64 position);
    void draw(qint64 from, qint64 to);
    const EscapeScanner::Checkpoint *placeToGoOn(qint64 to) const;
    QByteArray answer(const EscapeScanner::Asked &asked);

    std::unique_ptr<TerminalRing> m_ring;
    EscapeScanner m_scanner;
    ScreenModel m_screen{{}};
    qint64 m_drawn = 0; ///< the screen is as it was after this output
};

} // namespace skybranch::work

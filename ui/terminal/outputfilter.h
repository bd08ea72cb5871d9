// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace skybranch::ui {

/// Takes out of a VM's output what would resize the emulator: "ESC [ 8 ; lines ; columns t" makes
/// it as large as the VM says, with all the time and memory of this computer. Reports and the
/// stack of titles, which end in the same letter, go through.
class OutputFilter
{
public:
    /// What of @p output may be shown now. A sequence is held back until it is whole.
    QByteArray pass(const QByteArray &output);

private:
    enum class State { Text, Escape, Sequence };

    void take(char byte, QByteArray &out);
    void takeSequence(char byte, QByteArray &out);

    QByteArray m_lead; ///< the first half of a character that counts as two
    State m_state = State::Text;
    QByteArray m_held; ///< from its ESC on; empty in State::Text
};

} // namespace skybranch::ui

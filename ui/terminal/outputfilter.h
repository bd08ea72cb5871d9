// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace skybranch::ui {

/// What a program tells the terminal beside its text: "ESC ] code ; text BEL".
struct TerminalCommand
{
    int code = 0;
    QByteArray text; ///< after the code; a stranger's, without control characters
    qsizetype at = 0; ///< how much of what pass() has returned comes before it

    friend bool operator==(const TerminalCommand &, const TerminalCommand &) = default;
};

/// Reads a terminal's output before the emulator does, and takes out of it
/// - what would resize the emulator: "ESC [ 8 ; lines ; columns t" makes it as large as the VM
///   says, with all the time and memory of this computer. Reports and the stack of titles, which
///   end in the same letter, go through;
/// - commands that the emulator does not know (OSC 7, 8, 9, 52, 133, 777), for takeCommands();
/// - half characters: the emulator gets them whole;
/// - sequences that the emulator would show as text (DCS, APC, PM, SOS and a few of CSI).
///
/// Whatever comes, and however it is cut into pieces, it holds at most a few MB.
class OutputFilter
{
public:
    /// What of @p output may be shown now. A sequence is held back until it is whole.
    QByteArray pass(const QByteArray &output);

    /// The commands in what was passed last.
    QList<TerminalCommand> takeCommands() { return std::exchange(m_commands, {}); }

private:
    enum class State { Text, Escape, Sequence, String, StringEscape };

    void take(char byte, QByteArray &out);
    void takeEscape(char byte, QByteArray &out);
    void takeSequence(char byte, QByteArray &out);
    void takeString(char byte, QByteArray &out);
    void endString(QByteArray &out);
    void beginEscape();
    void leave(QByteArray &out);

    QByteArray m_lead; ///< the first bytes of a character
    State m_state = State::Text;
    QByteArray m_held; ///< from its ESC on; of a string: what it says. Empty in State::Text
    char m_kind = 0; ///< of a string: the letter after its ESC
    bool m_tooLong = false; ///< the string, which is dropped
    QList<TerminalCommand> m_commands;
};

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <map>

namespace skybranch::work {

/// What a program has set in its terminal that is not seen on its screen: which keys it wants how,
/// whether it wants the mouse, where it scrolls. Fed with the sequences that change them.
class TerminalModes
{
public:
    /// @p parameters stands between "CSI" and @p command: "?1049", "2 ".
    void takeCsi(QByteArrayView parameters, char command);

    /// @p words is what follows ESC: "=", "(0".
    void takeEscape(QByteArrayView words);
    void takeShift(bool out) { m_isShiftedOut = out; } ///< SO and SI

    static constexpr int reversed = 5;
    static constexpr int origin = 6; ///< rows are counted from the top margin
    static constexpr int alternateScreen = 1049; ///< however it was asked for

    bool isOn(int mode) const; ///< of "CSI ? mode h"; only what restore() knows
    int top() const { return m_top; } ///< the first row that scrolls, from 1

    /// Whether a line feed in the last of @p rows moves all of them up.
    bool scrollsAll(int rows) const;

    /// Sets everything as it is, in a terminal of @p rows in whatever state; moves the cursor.
    QByteArray restore(int rows) const;

    friend bool operator==(const TerminalModes &, const TerminalModes &) = default;

private:
    void setPrivate(QByteArrayView parameters, bool on);

    std::map<int, bool> m_private; ///< "CSI ? number h" and "l"; those that restore() knows
    bool m_isInserting = false;
    bool m_isKeypad = false;
    bool m_isShiftedOut = false;
    char m_g0 = 'B';
    char m_g1 = 'B';
    QByteArray m_cursorStyle; ///< "2"; empty: the terminal's own
    int m_top = 1;
    int m_bottom = 0; ///< 0: the last row
};

} // namespace skybranch::work

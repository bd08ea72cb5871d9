// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/terminalframes.h"

#include <QByteArray>

#include <memory>

struct VTerm;

namespace skybranch::work {

class TerminalModes;

/// What a terminal's screen looks like after all that it was fed.
class ScreenModel
{
public:
    explicit ScreenModel(wire::TerminalSize size);
    ScreenModel(const ScreenModel &) = delete;
    ScreenModel &operator=(const ScreenModel &) = delete;
    ~ScreenModel();

    void feed(QByteArrayView bytes);

    /// What is fed next does not follow on what was: half a character is dropped.
    void leaveOut();
    void resize(wire::TerminalSize size);
    wire::TerminalSize size() const;

    int row() const; ///< of the cursor, from 1
    int column() const;

    /// What draws this screen in a terminal in whatever state, and leaves that with @p modes and
    /// with this pen and cursor. Nothing scrolls, and no scrollback changes.
    QByteArray repaint(const TerminalModes &modes) const;

private:
    struct State;

    QByteArray drawnRow(int row, bool isReversed) const;

    std::unique_ptr<State> m_state;
};

} // namespace skybranch::work

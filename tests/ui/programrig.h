// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scratchrepository.h"
#include "ui/terminal/terminalview.h"
#include "work/pty.h"

#include <QStringList>

namespace skybranch::test {

/// A real program on a real pty in a terminal's view, driven by keys.
class ProgramRig
{
public:
    /// 80 columns of 24 lines, as the programs of old expect.
    ProgramRig();
    ~ProgramRig();

    /// Starts it; a home of its own, no pager, UTF-8.
    bool run(const char *program, const QStringList &arguments = {});
    bool ends() const; ///< waits for that
    bool isEnded() const { return m_ended; }

    /// Makes the screen as large as that, by the size of its cells.
    bool setCells(int columns, int lines);

    void keys(const QString &text) const; ///< "\r" is Return, and "\x1b" Escape
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;

    /// What it has written since the last call.
    QByteArray takeOutput() { return std::exchange(m_output, {}); }
    const QByteArray &output() const { return m_output; }

    QStringList rows() const; ///< in sight, without spaces at their ends
    QString screen() const; ///< the same as one text
    bool shows(const QString &text) const; ///< waits for that

    /// A picture of it into the folder SKYBRANCH_GALLERY, where it is set.
    void picture(const QString &name) const;

    ui::TerminalView &view() { return *m_view; }
    ScratchHome &home() { return m_home; }

private:
    QWidget *display() const;
    void take();

    ScratchHome m_home;
    std::unique_ptr<ui::TerminalView> m_view;
    std::unique_ptr<work::Pty> m_pty;
    QByteArray m_output;
    bool m_ended = false;
};

} // namespace skybranch::test

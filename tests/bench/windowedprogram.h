// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/screen.h"

#include <QElapsedTimer>
#include <QProcess>

namespace skybranch::bench {

/// A program from its start until its window is closed.
class WindowedProgram
{
public:
    /// Starts it and waits for its window. @p words: the program and its arguments.
    static Result<std::unique_ptr<WindowedProgram>>
    start(Screen &screen, QStringList words,
          const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

    /// Closes the window and waits for the program's end.
    ~WindowedProgram();

    qint64 processId() const { return m_process.processId(); }
    QRect area() const { return m_area; }

    /// Since the start until words or icons were painted in the window, milliseconds.
    Result<double> drawnMs();

    /// Since the start until @p part of the window, in its coordinates, looks like @p picture.
    Result<double> shownMs(const QRect &part, const std::vector<quint32> &picture);

    /// Waits until the program and what it has started do nothing any more.
    Result<> waitUntilCalm() const;

private:
    explicit WindowedProgram(Screen &screen);
    double elapsedMs() const { return double(m_timer.nsecsElapsed()) / 1e6; }

    Screen &m_screen;
    QProcess m_process;
    QElapsedTimer m_timer;
    WindowId m_window = 0;
    QRect m_area;
};

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QRect>
#include <QSet>
#include <QString>

#include <chrono>
#include <memory>
#include <span>

namespace skybranch::bench {

/// The number that X gives a window.
using WindowId = unsigned long;

/// One X display, as a user has it: keys and clicks go in, pixels come out. What the measured
/// programs do is seen only here, so that all are measured alike. Calls block.
class Screen
{
public:
    /// Opens the display that the environment names.
    static Result<std::unique_ptr<Screen>> open();
    ~Screen();

    /// The windows that the window manager has now.
    QSet<WindowId> windows() const;

    /// The first window that is not one of @p known, mapped and drawn.
    Result<WindowId> waitForWindow(const QSet<WindowId> &known);

    /// Where @p window is; empty while it is not in sight.
    QRect areaOf(WindowId window) const;

    /// Asks @p window to close, as its title bar's button does.
    void close(WindowId window);

    /// Puts @p window where @p area is, on top, with the keyboard. Gives the area it took.
    Result<QRect> place(WindowId window, const QRect &area);

    /// Types @p text of lower-case letters and line ends; it is on its way at the return.
    void type(QLatin1StringView text);

    /// Types Ctrl+U.
    void eraseLine();

    /// Types Ctrl+Shift and @p letter, a lower-case one.
    void typeShortcut(char letter);

    /// Turns the wheel over @p point by one notch, downwards or back.
    void turnWheel(QPoint point, bool down);

    /// Presses and releases the first mouse button at @p point.
    void click(QPoint point);

    /// Waits until @p area has looked the same for @p time.
    Result<> waitUntilStill(const QRect &area,
                            std::chrono::milliseconds time = std::chrono::milliseconds(80));

    /// A copy of the pixels of @p area, row by row.
    std::vector<quint32> pixels(const QRect &area);

private:
    struct Connection;
    friend class PixelProbe;
    explicit Screen(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> m_connection;
};

/// Reads a small area of the screen again and again, through shared memory.
class PixelProbe
{
public:
    PixelProbe(Screen &screen, QSize size);
    ~PixelProbe();
    PixelProbe(const PixelProbe &) = delete;
    PixelProbe &operator=(const PixelProbe &) = delete;

    /// The pixels at @p corner now, row by row; valid until the next call.
    std::span<const quint32> read(QPoint corner);

private:
    struct Image;
    std::unique_ptr<Image> m_image;
};

} // namespace skybranch::bench

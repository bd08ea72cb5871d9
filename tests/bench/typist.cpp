// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/typist.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QThread>

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

constexpr QLatin1StringView typed("m");
constexpr int columns = 60; ///< typed before the line is erased
constexpr auto keyTimeout = 3s;
/// Between two looks; leaves the display time to paint.
constexpr auto look = 50us;

bool isPlain(std::span<const quint32> pixels)
{
    return std::ranges::all_of(pixels, [&](quint32 pixel) { return pixel == pixels.front(); });
}

} // namespace

Result<QList<double>> Typist::type(int count)
{
    if (auto found = findLine(); !found)
        return failure(found);
    PixelProbe probe(m_screen, m_line.cellSize());
    QList<double> times;
    for (int i = 0; i < count; ++i) {
        const int column = i % columns;
        if (column == 0) {
            if (auto erased = eraseLine(); !erased)
                return failure(erased);
        }
        const auto time = typeInto(probe, m_line.cell(column));
        if (!time)
            return failure(time);
        times += *time;
        // As fingers do it, and never in step with a timer of a terminal.
        QThread::sleep(
            std::chrono::microseconds(QRandomGenerator::global()->bounded(25'000, 45'000)));
    }
    return times;
}

Result<> Typist::eraseLine()
{
    m_screen.eraseLine();
    return m_screen.waitUntilStill(m_area, m_settled);
}

/// What a key changes in a still window: its cell, and the cursor beside it.
Result<QRect> Typist::changeByKey()
{
    if (auto still = m_screen.waitUntilStill(m_area, m_settled); !still)
        return failure(still);
    const auto before = m_screen.pixels(m_area);
    m_screen.type(typed);
    if (auto still = m_screen.waitUntilStill(m_area, m_settled); !still)
        return failure(still);
    const auto after = m_screen.pixels(m_area);
    QRect changed;
    for (size_t i = 0; i < before.size(); ++i) {
        const auto at = div(int(i), m_area.width());
        if (before[i] != after[i])
            changed |= QRect(at.rem, at.quot, 1, 1);
    }
    return changed.translated(m_area.topLeft());
}

/// mosh paints anew when it has reached its server, which nobody is told.
Result<> Typist::findLine()
{
    constexpr int attempts = 4;
    auto found = findLineOnce();
    for (int i = 1; i < attempts && !found; ++i)
        found = eraseLine().and_then([this] { return findLineOnce(); });
    return found;
}

Result<> Typist::findLineOnce()
{
    constexpr int between = 20;
    const auto first = changeByKey();
    for (int i = 1; i < between; ++i)
        m_screen.type(typed);
    const auto last = changeByKey();
    if (!first || !last)
        return failure(first ? last : first);
    const double width = double(last->x() - first->x()) / between;
    if (width < 4 || width > 30 || first->height() > 60 || last->y() != first->y())
        return failure(ErrorCode::Internal,
                       QStringLiteral("The typed characters can not be found on the screen."));
    m_line = {*first, width};
    return {};
}

Result<double> Typist::typeInto(PixelProbe &probe, QPoint corner)
{
    const auto first = probe.read(corner);
    const std::vector<quint32> before(first.begin(), first.end());
    QElapsedTimer timer;
    timer.start();
    m_screen.type(typed);
    while (timer.durationElapsed() < keyTimeout) {
        const auto now = probe.read(corner);
        const auto elapsed = timer.nsecsElapsed();
        // A cell that has only lost its cursor is plain.
        if (!std::ranges::equal(now, before) && !isPlain(now))
            return double(elapsed) / 1e6;
        QThread::sleep(look);
    }
    return failure(ErrorCode::Timeout, QStringLiteral("A typed key was never painted."));
}

} // namespace skybranch::bench

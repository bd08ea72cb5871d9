// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/typing.h"

#include "bench/remoteend.h"
#include "bench/statistics.h"
#include "bench/terminalwindow.h"

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

/// Where the cells of the line are that is typed into.
struct Line
{
    QRect firstCell;
    double cellWidth = 0;

    /// The inside of a cell: nothing of a neighbour's cursor or glyph reaches into it.
    QPoint cell(int column) const
    {
        return {int(std::lround(firstCell.x() + column * cellWidth)) + 1, firstCell.y()};
    }
    QSize cellSize() const { return {int(cellWidth) - 2, firstCell.height()}; }
};

bool isPlain(std::span<const quint32> pixels)
{
    return std::ranges::all_of(pixels, [&](quint32 pixel) { return pixel == pixels.front(); });
}

class Typist
{
public:
    Typist(Screen &screen, const QRect &area)
        : m_screen(screen)
        , m_area(area)
    {
    }

    /// Milliseconds for each of @p count keys.
    Result<QList<double>> type(int count)
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

private:
    Result<> eraseLine()
    {
        m_screen.eraseLine();
        return m_screen.waitUntilStill(m_area);
    }

    /// What a key changes in a still window: its cell, and the cursor beside it.
    Result<QRect> changeByKey()
    {
        if (auto still = m_screen.waitUntilStill(m_area); !still)
            return failure(still);
        const auto before = m_screen.pixels(m_area);
        m_screen.type(typed);
        if (auto still = m_screen.waitUntilStill(m_area); !still)
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

    Result<> findLine()
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

    Result<double> typeInto(PixelProbe &probe, QPoint corner)
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

    Screen &m_screen;
    QRect m_area;
    Line m_line;
};

Result<QList<double>> typeInOne(Screen &screen, SshRig &rig, TerminalKind kind, int keys)
{
    const auto remote = RemoteEnd::create();
    if (!remote)
        return failure(remote);
    const auto window = TerminalWindow::open(screen, rig, kind, (*remote)->echoCommand());
    if (!window)
        return failure(window);
    if (const auto ready = (*remote)->nextReport(20s); !ready)
        return failure(ready);
    return Typist(screen, (*window)->area()).type(keys);
}

} // namespace

Result<Section> measureTyping(Stand &stand)
{
    const auto screen = stand.screen();
    if (!screen)
        return failure(screen);
    const auto rig = stand.rig();
    if (!rig)
        return failure(rig);
    const auto &plan = stand.plan();
    Section section(QStringLiteral("typing"),
                    QStringLiteral("key to pixel over SSH, ms; %1 keys a round").arg(plan.keys),
                    terminalName(TerminalKind::Konsole));
    section.claim({.what = QStringLiteral("Key to pixel over SSH, p50 ms"),
                   .measure = QStringLiteral("p50"),
                   .rival = terminalName(TerminalKind::Konsole),
                   .aim = 1});
    for (int round = 0; round < plan.rounds; ++round) {
        for (const auto kind : inTurn(round)) {
            const auto times = typeInOne(**screen, **rig, kind, plan.keys);
            if (!times)
                return failure(times);
            section.add(terminalName(kind), QStringLiteral("p50"), quantile(*times, 0.5));
            section.add(terminalName(kind), QStringLiteral("p95"), quantile(*times, 0.95));
        }
    }
    return section;
}

} // namespace skybranch::bench

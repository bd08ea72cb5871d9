// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/flood.h"

#include "bench/remoteend.h"
#include "bench/statistics.h"
#include "bench/terminalwindow.h"

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

struct Flood
{
    qint64 beginNs = 0;
    qint64 endNs = 0;
    QList<double> gapsMs; ///< between two beats of our event loop; empty for a rival
};

/// The view prints the time of each beat, nanoseconds of the monotonic clock, one a line.
QList<double> gapsBetween(const QByteArray &beats, qint64 beginNs, qint64 endNs)
{
    QList<double> gaps;
    qint64 last = 0;
    for (const auto &line : beats.split('\n')) {
        const auto beat = line.toLongLong();
        if (last > 0 && beat > beginNs && last < endNs)
            gaps += double(beat - last) / 1e6;
        last = beat;
    }
    return gaps;
}

Result<Flood> floodOne(Screen &screen, SshRig &rig, TerminalKind kind, const QString &what,
                       qint64 bytes)
{
    const auto remote = RemoteEnd::create();
    if (!remote)
        return failure(remote);
    const auto window
        = TerminalWindow::open(screen, rig, kind, (*remote)->floodCommand(what, bytes));
    if (!window)
        return failure(window);
    const auto ready = (*remote)->nextReport(20s);
    if (!ready)
        return failure(ready);
    if (auto still = screen.waitUntilStill((*window)->area()); !still)
        return failure(still);
    (*remote)->go();
    const auto times = (*remote)->nextReport(120s);
    if (!times)
        return failure(times);
    const auto words = times->split(' ');
    Flood flood{.beginNs = words.first().toLongLong(), .endNs = words.last().toLongLong()};
    flood.gapsMs = gapsBetween((*window)->close(), flood.beginNs, flood.endNs);
    return flood;
}

Result<Section> measure(Stand &stand, const QString &what, int megabytes, const QString &title)
{
    const auto seat = stand.seat();
    if (!seat)
        return failure(seat);
    Section section(what, title, terminalName(TerminalKind::Konsole));
    for (const auto kind : {TerminalKind::Konsole, TerminalKind::Xterm, TerminalKind::Qterminal})
        section.claim({.what = QStringLiteral("%1 against %2, s").arg(title, terminalName(kind)),
                       .measure = QStringLiteral("s"),
                       .rival = terminalName(kind),
                       .aim = 0.85});
    section.claim({.what = title + QStringLiteral(", stall p99 ms"),
                   .measure = QStringLiteral("stall p99 ms"),
                   .rival = {},
                   .aim = 8});
    for (int round = 0; round < stand.plan().rounds; ++round) {
        for (const auto kind : inTurn(round)) {
            const auto flood
                = floodOne(seat->screen, seat->rig, kind, what, megabytes * qint64(1'000'000));
            if (!flood)
                return failure(flood);
            const auto name = terminalName(kind);
            section.add(name, QStringLiteral("s"), double(flood->endNs - flood->beginNs) / 1e9);
            if (flood->gapsMs.isEmpty())
                continue;
            section.add(name, QStringLiteral("stall p99 ms"), quantile(flood->gapsMs, 0.99));
            section.add(name, QStringLiteral("longest stall ms"), quantile(flood->gapsMs, 1));
        }
    }
    return section;
}

} // namespace

Result<Section> measureFlood(Stand &stand)
{
    const int megabytes = stand.plan().megabytes;
    return measure(stand, QStringLiteral("flood"), megabytes,
                   QStringLiteral("%1 MB of text over SSH").arg(megabytes));
}

Result<Section> measureColours(Stand &stand)
{
    constexpr int megabytes = 20;
    return measure(stand, QStringLiteral("colours"), megabytes,
                   QStringLiteral("%1 MB of colours and Chinese over SSH").arg(megabytes));
}

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/typing.h"

#include "bench/remoteend.h"
#include "bench/statistics.h"
#include "bench/terminalwindow.h"
#include "bench/typist.h"

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

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
    const auto seat = stand.seat();
    if (!seat)
        return failure(seat);
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
            const auto times = typeInOne(seat->screen, seat->rig, kind, plan.keys);
            if (!times)
                return failure(times);
            section.add(terminalName(kind), QStringLiteral("p50"), quantile(*times, 0.5));
            section.add(terminalName(kind), QStringLiteral("p95"), quantile(*times, 0.95));
        }
    }
    return section;
}

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/idle.h"

#include "bench/processtree.h"
#include "bench/windowedprogram.h"

#include <QCoreApplication>
#include <QThread>

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto sample = 10s;
const auto windowShare = QStringLiteral("window, % of a core");
const auto wholeShare = QStringLiteral("with backend, %");

} // namespace

Result<Section> measureIdle(Stand &stand)
{
    const auto screen = stand.screen();
    if (!screen)
        return failure(screen);
    const auto data = stand.folder(QStringLiteral("idle"));
    writeDesktopData(data, stand.field().repositories());
    const auto program = WindowedProgram::start(
        **screen,
        {QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch"),
         QStringLiteral("--data-dir"), data});
    if (!program)
        return failure(program);
    if (auto calm = (*program)->waitUntilCalm(); !calm)
        return failure(calm);
    Section section(QStringLiteral("idle"), QStringLiteral("nothing is done, 20 worktrees"), {});
    section.claim({QStringLiteral("Idle with 20 worktrees, % of a core"), windowShare, {}, 0.5});
    for (int round = 0; round < std::min(stand.plan().rounds, 3); ++round) {
        const auto window = (*program)->processId();
        const ProcessTree tree(window);
        const double windowBefore = ProcessTree::cpuMsOf(window);
        const double wholeBefore = tree.cpuMs();
        QThread::sleep(sample);
        const double share = 100.0 / std::chrono::duration<double, std::milli>(sample).count();
        section.add(Section::ours(), windowShare,
                    (ProcessTree::cpuMsOf(window) - windowBefore) * share);
        section.add(Section::ours(), wholeShare, (tree.cpuMs() - wholeBefore) * share);
    }
    return section;
}

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ourdesktop.h"
#include "bench/processtree.h"
#include "bench/remoteend.h"
#include "bench/rivals.h"
#include "bench/window.h"
#include "bench/windowedprogram.h"

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

constexpr int terminals = 3;
constexpr auto readyTimeout = 20s;
const auto windowMb = QStringLiteral("PSS, MB");
const auto wholeMb = QStringLiteral("with backend, MB");

Result<> addOurs(Section &section, Stand &stand)
{
    const auto scene = stand.scene();
    if (!scene)
        return failure(scene);
    OurDesktop desktop;
    return desktop.start({(*scene)->dataFolder(), (*scene)->cloneFolder(), (*scene)->branch()})
        .and_then([&] { return desktop.ask(QStringLiteral("enable")); })
        .and_then([&](const QJsonObject &) {
            return desktop.ask(QStringLiteral("terminals %1").arg(terminals));
        })
        .and_then([&](const QJsonObject &) {
            section.add(Section::ours(), windowMb, ProcessTree::pssMbOf(desktop.processId()));
            section.add(Section::ours(), wholeMb, ProcessTree(desktop.processId()).pssMb());
            return desktop.ask(QStringLiteral("remove"));
        })
        .transform([](const QJsonObject &) {});
}

/// Its shell is ssh, so that each tab is a terminal on the far side.
Result<> addQterminal(Section &section, Screen &screen, Stand &stand)
{
    const auto rig = stand.rig();
    if (!rig)
        return failure(rig);
    const auto remote = RemoteEnd::create();
    if (!remote)
        return failure(remote);
    const auto shell = stand.folder(QStringLiteral("farshell"));
    // Words of the rig's own, with nothing in them that a shell reads as its own.
    test::ScratchHome::writeScript(
        shell,
        "exec " + (*rig)->sshCommand((*remote)->echoCommand()).join(QLatin1Char(' ')).toUtf8());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SHELL"), shell);
    const auto program = WindowedProgram::start(screen, {QStringLiteral("qterminal")}, environment);
    if (!program)
        return failure(program);
    for (int i = 0; i < terminals; ++i) {
        if (i > 0)
            screen.typeShortcut('t');
        if (auto ready = (*remote)->nextReport(readyTimeout); !ready)
            return failure(ready);
    }
    if (auto still = screen.waitUntilStill((*program)->area()); !still)
        return failure(still);
    section.add(qterminalName(), windowMb, ProcessTree((*program)->processId()).pssMb());
    return {};
}

Result<> addBrowser(Section &section, Screen &screen, Stand &stand)
{
    const auto program = WindowedProgram::start(screen, browserCommand(stand, terminals));
    if (!program)
        return failure(program);
    if (auto drawn = (*program)->drawnMs(); !drawn)
        return failure(drawn);
    if (auto calm = (*program)->waitUntilCalm(); !calm)
        return failure(calm);
    section.add(browserName(), windowMb, ProcessTree((*program)->processId()).pssMb());
    return {};
}

} // namespace

Result<Section> measureMemory(Stand &stand)
{
    const auto screen = stand.screen();
    if (!screen)
        return failure(screen);
    Section section(QStringLiteral("memory"), QStringLiteral("three terminals over SSH"),
                    qterminalName());
    section.claim({QStringLiteral("Memory with 3 cloud terminals, PSS MB"), windowMb, {}, 100});
    section.claim({QStringLiteral("Memory with 3 terminals, against qterminal"), windowMb,
                   qterminalName(), 100.0 / 35});
    section.claim({QStringLiteral("Memory with 3 terminals, against Chromium"), windowMb,
                   browserName(), 100.0 / 558});
    const auto leaveOut = [&section](const QString &name) {
        return [&section, name](const Error &error) -> Result<> {
            section.note(name + QStringLiteral(" is left out: ") + error.message);
            return {};
        };
    };
    for (int round = 0; round < std::min(stand.plan().rounds, 2); ++round) {
        if (auto added = addOurs(section, stand); !added)
            return failure(added);
        addQterminal(section, **screen, stand).or_else(leaveOut(qterminalName()));
        addBrowser(section, **screen, stand).or_else(leaveOut(browserName()));
    }
    return section;
}

} // namespace skybranch::bench

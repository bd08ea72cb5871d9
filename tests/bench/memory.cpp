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

constexpr int few = 3;
constexpr int many = 16;
constexpr int lines = 5000;
constexpr auto readyTimeout = 20s;
const auto windowMb = QStringLiteral("PSS, MB");
const auto wholeMb = QStringLiteral("with backend, MB");

/// @p fill: lines that each has put out.
Result<> addOurs(Section &section, Stand &stand, int terminals, int fill)
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
            return fill > 0 ? desktop.ask(QStringLiteral("fill %1").arg(fill)) : QJsonObject();
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
    for (int i = 0; i < few; ++i) {
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

QString konsoleName()
{
    return QStringLiteral("konsole");
}

/// Its window alone, as ours: what runs in its tabs is not its own.
Result<> addKonsole(Section &section, Screen &screen, Stand &stand)
{
    const auto shell = stand.folder(QStringLiteral("say"));
    test::ScratchHome::writeScript(shell,
                                   "seq -f 'line %09.0f of a terminal that has had much to say' "
                                       + QByteArray::number(lines) + "\nexec cat\n");
    const auto tabs = stand.folder(QStringLiteral("tabs"));
    test::ScratchHome::write(
        tabs, QByteArray("title: t;; command: " + shell.toUtf8() + '\n').repeated(many));
    const auto program = WindowedProgram::start(
        screen,
        {QStringLiteral("konsole"), QStringLiteral("--separate"), QStringLiteral("--nofork"),
         QStringLiteral("-p"), QStringLiteral("HistorySize=10000"),
         QStringLiteral("--tabs-from-file"), tabs, QStringLiteral("-e"), shell});
    if (!program)
        return failure(program);
    if (auto calm = (*program)->waitUntilCalm(); !calm)
        return failure(calm);
    section.add(konsoleName(), windowMb, ProcessTree::pssMbOf((*program)->processId()));
    return {};
}

Result<> addBrowser(Section &section, Screen &screen, Stand &stand, int terminals, int fill)
{
    const auto program = WindowedProgram::start(screen, browserCommand(stand, terminals, fill));
    if (!program)
        return failure(program);
    if (auto drawn = (*program)->drawnMs(); !drawn)
        return failure(drawn);
    if (auto calm = (*program)->waitUntilCalm(); !calm)
        return failure(calm);
    section.add(browserName(), windowMb, ProcessTree((*program)->processId()).pssMb());
    return {};
}

auto leaveOut(Section &section, const QString &name)
{
    return [&section, name](const Error &error) -> Result<> {
        section.note(name + QStringLiteral(" is left out: ") + error.message);
        return {};
    };
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
    for (int round = 0; round < std::min(stand.plan().rounds, 2); ++round) {
        if (auto added = addOurs(section, stand, few, 0); !added)
            return failure(added);
        addQterminal(section, **screen, stand).or_else(leaveOut(section, qterminalName()));
        addBrowser(section, **screen, stand, few, 0).or_else(leaveOut(section, browserName()));
    }
    return section;
}

Result<Section> measureManyTerminals(Stand &stand)
{
    const auto screen = stand.screen();
    if (!screen)
        return failure(screen);
    Section section(QStringLiteral("terminals"),
                    QStringLiteral("%1 terminals with %2 lines each").arg(many).arg(lines),
                    konsoleName());
    section.claim({QStringLiteral("Memory of 16 terminals, against konsole, PSS MB"), windowMb,
                   konsoleName(), 1});
    section.claim({QStringLiteral("Memory of 16 terminals, against Chromium, PSS MB"), windowMb,
                   browserName(), 0.25});
    for (int round = 0; round < std::min(stand.plan().rounds, 2); ++round) {
        if (auto added = addOurs(section, stand, many, lines); !added)
            return failure(added);
        addKonsole(section, **screen, stand).or_else(leaveOut(section, konsoleName()));
        addBrowser(section, **screen, stand, many, lines).or_else(leaveOut(section, browserName()));
    }
    return section;
}

} // namespace skybranch::bench

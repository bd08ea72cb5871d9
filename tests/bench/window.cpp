// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/window.h"

#include "bench/rivals.h"
#include "bench/windowedprogram.h"

#include <QCoreApplication>

namespace skybranch::bench {

using namespace std::chrono_literals;

namespace {

/// Where the rows of the eight repositories stand in our window, head and foot left out.
constexpr QRect rowsPart(16, 100, 220, 380);

const auto drawn = QStringLiteral("drawn, ms");
const auto rows = QStringLiteral("8 repositories, ms");

QStringList ourCommand(Stand &stand)
{
    return {QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch"),
            QStringLiteral("--data-dir"), stand.folder(QStringLiteral("window"))};
}

/// The first start makes a database cluster and is not measured; it shows what is waited for.
Result<std::vector<quint32>> firstPicture(Screen &screen, Stand &stand)
{
    const auto program = WindowedProgram::start(screen, ourCommand(stand));
    if (!program)
        return failure(program);
    if (auto calm = (*program)->waitUntilCalm(); !calm)
        return failure(calm);
    const auto area = rowsPart.translated((*program)->area().topLeft());
    if (auto still = screen.waitUntilStill(area, 1s); !still)
        return failure(still);
    return screen.pixels(area);
}

Result<> addOurs(Section &section, Screen &screen, Stand &stand,
                 const std::vector<quint32> &picture)
{
    const auto program = WindowedProgram::start(screen, ourCommand(stand));
    if (!program)
        return failure(program);
    const auto first = (*program)->drawnMs();
    if (!first)
        return failure(first);
    const auto whole = (*program)->shownMs(rowsPart, picture);
    if (!whole)
        return failure(whole);
    section.add(Section::ours(), drawn, *first);
    section.add(Section::ours(), rows, *whole);
    // So that the backend ends as after a day's work, and not in the middle of its start.
    return (*program)->waitUntilCalm();
}

Result<> addRival(Section &section, Screen &screen, const QString &name, const QStringList &command,
                  bool isMeasured)
{
    const auto program = WindowedProgram::start(screen, command);
    if (!program)
        return failure(program);
    const auto first = (*program)->drawnMs();
    if (!first)
        return failure(first);
    if (isMeasured)
        section.add(name, drawn, *first);
    return {};
}

} // namespace

Result<Section> measureWindow(Stand &stand)
{
    const auto opened = stand.screen();
    if (!opened)
        return failure(opened);
    Screen &screen = **opened;
    const WorktreeField field(stand.folder(QStringLiteral("eight")), {.repositories = 8});
    writeDesktopData(stand.folder(QStringLiteral("window")), field.repositories());
    const auto picture = firstPicture(screen, stand);
    if (!picture)
        return failure(picture);
    Section section(QStringLiteral("window"), QStringLiteral("from the start of the program"),
                    qterminalName());
    section.claim({QStringLiteral("Window drawn, 8 repositories, against qterminal, ms"), rows,
                   qterminalName(), 2.0, drawn});
    section.claim({QStringLiteral("Window drawn, 8 repositories, against Chromium, ms"), rows,
                   browserName(), 1.0, drawn});
    QHash<QString, QStringList> rivals{{qterminalName(), {QStringLiteral("qterminal")}},
                                       {browserName(), browserCommand(stand, 1)}};
    // Their first start, which makes their profiles, is not measured either.
    for (int round = -1; round < stand.plan().rounds; ++round) {
        for (const auto &name : rivals.keys()) {
            const auto added = addRival(section, screen, name, rivals.value(name), round >= 0);
            if (!added) {
                section.note(name + QStringLiteral(" is left out: ") + added.error().message);
                rivals.remove(name);
            }
        }
        if (round < 0)
            continue;
        if (auto added = addOurs(section, screen, stand, *picture); !added)
            return failure(added);
    }
    return section;
}

} // namespace skybranch::bench

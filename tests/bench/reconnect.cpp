// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/reconnect.h"

#include "bench/ourdesktop.h"
#include "bench/tmuxattach.h"

#include <QStandardPaths>

namespace skybranch::bench {

namespace {

const auto rivalName = QStringLiteral("ssh + tmux attach");
const auto connected = QStringLiteral("connected");
const auto shown = QStringLiteral("shown");
const auto answered = QStringLiteral("key answered");

Result<> addOurs(Section &section, OurDesktop &desktop)
{
    return desktop.ask(QStringLiteral("reconnect")).transform([&](const QJsonObject &times) {
        for (const auto &measure : {connected, shown, answered})
            section.add(Section::ours(), measure, times.value(measure).toDouble());
    });
}

Result<> addRival(Section &section, Stand &stand, int round)
{
    const auto seat = stand.seat();
    if (!seat)
        return failure(seat);
    return TmuxAttach(seat->screen, seat->rig, stand.folder(QStringLiteral("tmux%1").arg(round)))
        .run()
        .transform([&](const TmuxAttach::Times &times) {
            section.add(rivalName, shown, times.shownMs);
            section.add(rivalName, answered, times.answeredMs);
        });
}

Section makeSection(bool hasRival)
{
    constexpr double aimMs = 300;
    Section section(
        QStringLiteral("reconnect"),
        QStringLiteral("a terminal with 1 MB that came while the network was away, from "
                       "its return, ms"),
        rivalName);
    section.claim(
        {QStringLiteral("Reconnect and 1 MB, until a key answers, ms"), answered, {}, aimMs});
    section.note(QStringLiteral(
        "Ours: from the click on \"Now\" or \"Reconnect\"; all of the 1 MB comes, into the "
        "scrollback. tmux: from the start of ssh; it sends one screen."));
    if (!hasRival)
        section.note(QStringLiteral("tmux is not installed here: it is left out."));
    return section;
}

} // namespace

Result<Section> measureReconnect(Stand &stand)
{
    const auto scene = stand.scene();
    if (!scene)
        return failure(scene);
    const bool hasRival = !QStandardPaths::findExecutable(QStringLiteral("tmux")).isEmpty();
    auto section = makeSection(hasRival);
    OurDesktop desktop;
    const auto enabled
        = desktop
              .start({stand.folder(QStringLiteral("reconnect")), (*scene)->cloneFolder(),
                      (*scene)->branch(), QStringLiteral("cut")})
              .and_then([&] { return desktop.ask(QStringLiteral("enable")); });
    if (!enabled)
        return failure(enabled);
    for (int round = 0; round < stand.plan().rounds; ++round) {
        if (auto added = addOurs(section, desktop); !added)
            return failure(added);
        if (!hasRival)
            continue;
        if (auto added = addRival(section, stand, round); !added)
            return failure(added);
    }
    return desktop.ask(QStringLiteral("remove")).transform([&](const QJsonObject &) {
        return section;
    });
}

} // namespace skybranch::bench

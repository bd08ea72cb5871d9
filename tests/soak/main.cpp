// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "logs.h"
#include "runfolder.h"
#include "terminals.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace skybranch;
using namespace skybranch::soak;
using namespace Qt::StringLiterals;

namespace {

/// One line a round: what was done, how long it took, and what is wrong.
QStringList runRound(int round, Deeds &deeds, Checks &checks)
{
    QElapsedTimer timer;
    timer.start();
    const int deedsBefore = 2 + deeds.draw(3);
    for (int i = 0; i < deedsBefore; ++i) {
        deeds.doSomething();
        deeds.waitAMoment();
    }
    const int kills = 1 + deeds.draw(2);
    for (int i = 0; i < kills; ++i) {
        deeds.killSomething();
        deeds.waitAMoment();
        deeds.doSomething();
    }
    const QStringList story = deeds.takeStory();
    const QStringList wrong = checks.afterRound();
    say(u"round %1: %2 (%3 s)%4"_s.arg(round).arg(
        story.join(u", "_s), QString::number(double(timer.elapsed()) / 1000, 'f', 1),
        wrong.isEmpty() ? u" ok"_s : u"\n  WRONG: "_s + wrong.join(u"\n  "_s)));
    return wrong;
}

QStringList lifecycle(World &world, quint32 seed, int rounds)
{
    Deeds deeds(world, seed);
    Checks checks(world, deeds);
    for (int round = 1; round <= rounds; ++round) {
        if (const QStringList wrong = runRound(round, deeds, checks); !wrong.isEmpty())
            return wrong;
    }
    return checks.atTheEnd();
}

QStringList terminals(World &world, quint32 seed, int rounds)
{
    Terminals terminals(world, seed);
    QString wrong = terminals.begin();
    for (int round = 1; wrong.isEmpty() && round <= rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        wrong = terminals.round();
        say(u"round %1: %2 (%3 s)%4"_s.arg(round).arg(
            terminals.takeStory().join(u", "_s),
            QString::number(double(timer.elapsed()) / 1000, 'f', 1),
            wrong.isEmpty() ? u" ok"_s : QString()));
    }
    if (wrong.isEmpty())
        wrong = terminals.end();
    Deeds none(world, seed);
    return wrong.isEmpty() ? Checks(world, none).atTheEnd() : QStringList(wrong);
}

QString commandFor(const QString &what, const Setting &setting, quint32 seed, int rounds)
{
    return u"packaging/dev soak %1 --provider %2%3 --seed %4 --rounds %5"_s.arg(
        what, setting.provider, setting.externalDatabase ? u" --external-database"_s : QString(),
        QString::number(seed), QString::number(rounds));
}

QStringList inWorld(const QString &what, const Setting &setting, quint32 seed, int rounds)
{
    World world(setting);
    const QStringList wrong = !world.start() ? QStringList(u"The world did not start."_s)
        : what == u"terminals"_s             ? terminals(world, seed, rounds)
                                             : lifecycle(world, seed, rounds);
    if (!wrong.isEmpty()) {
        const Logs logs = world.logs();
        say(endsOf(logs) + u"\n--- all of it: "_s + keep(logs, seed));
    }
    return wrong;
}

bool runSeed(const QString &what, const Setting &setting, quint32 seed, int rounds,
             RunFolder &folder)
{
    say(u"seed %1, %2 rounds; again with: %3"_s.arg(seed).arg(rounds).arg(
        commandFor(what, setting, seed, rounds)));
    QStringList wrong = inWorld(what, setting, seed, rounds);
    wrong << folder.endLeft();
    // Last, where it is seen also when the beginning is cut off.
    say(wrong.isEmpty() ? u"end: nothing is left"_s
                        : u"seed %1 WRONG: "_s.arg(seed) + wrong.join(u"\n  "_s));
    return wrong.isEmpty();
}

Setting settingOf(const QCommandLineParser &parser)
{
    Setting setting{.provider = parser.value(u"provider"_s),
                    .externalDatabase = parser.isSet(u"external-database"_s),
                    .engineFolder = parser.value(u"engine-folder"_s),
                    .vmImage = parser.value(u"vm-image"_s)};
    setting.address.setAddress(parser.value(u"address"_s));
    return setting;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Uses, kills and cuts the parts of Skybranch at random, and checks after each round that "
        "nothing was lost and all works again."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"rounds"_s, u"How many."_s, u"N"_s, u"20"_s},
        {u"seed"_s, u"Of what is drawn; may be given again."_s, u"S"_s},
        {u"external-database"_s, u"The backend gets the URL of a database."_s},
        {u"provider"_s, u"sandbox or docker."_s, u"NAME"_s, u"sandbox"_s},
        {u"engine-folder"_s, u"Of docker: lib/keepengine.sh keeps an engine there."_s, u"DIR"_s},
        {u"vm-image"_s, u"Of docker: what VMs are made from."_s, u"NAME"_s},
        {u"address"_s, u"Where VMs reach this computer."_s, u"ADDRESS"_s, u"127.0.0.1"_s},
    });
    parser.addPositionalArgument(u"what"_s, u"lifecycle or terminals."_s);
    parser.process(application);
    const QString what = parser.positionalArguments().value(0, u"lifecycle"_s);
    if (what != u"lifecycle"_s && what != u"terminals"_s)
        parser.showHelp(2);
    QStringList seeds = parser.values(u"seed"_s);
    if (seeds.isEmpty())
        seeds << QString::number(QRandomGenerator::system()->generate());
    RunFolder folder;
    onInterruption([&folder] { folder.clear(); });
    for (const QString &seed : std::as_const(seeds)) {
        if (!runSeed(what, settingOf(parser), seed.toUInt(), parser.value(u"rounds"_s).toInt(),
                     folder))
            return 1;
    }
    return 0;
}

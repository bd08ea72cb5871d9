// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cstdio>

using namespace skybranch::soak;
using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

/// One line a round: what was done, how long it took, and what is wrong.
bool runRound(int round, Deeds &deeds, Checks &checks)
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
    return wrong.isEmpty();
}

bool runRounds(quint32 seed, int rounds, const QStringList &backendOptions)
{
    say(u"seed %1, %2 rounds; again with: packaging/dev soak lifecycle --seed %1 --rounds %2"_s
            .arg(seed)
            .arg(rounds));
    World world(backendOptions);
    if (!world.start()) {
        say(u"The world did not start.\n"_s + QString::fromUtf8(world.logs()));
        return false;
    }
    Deeds deeds(world, seed);
    Checks checks(world, deeds);
    bool good = true;
    for (int round = 1; good && round <= rounds; ++round)
        good = runRound(round, deeds, checks);
    if (good) {
        const QStringList wrong = checks.atTheEnd();
        good = wrong.isEmpty();
        say(good ? u"end: nothing is left"_s : u"end: WRONG: "_s + wrong.join(u"; "_s));
    }
    if (!good)
        say(u"seed %1\n"_s.arg(seed) + QString::fromUtf8(world.logs()));
    return good;
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
    });
    parser.process(application);
    QStringList seeds = parser.values(u"seed"_s);
    if (seeds.isEmpty())
        seeds << QString::number(QRandomGenerator::system()->generate());
    for (const QString &seed : seeds) {
        if (!runRounds(seed.toUInt(), parser.value(u"rounds"_s).toInt(), {}))
            return 1;
    }
    return 0;
}

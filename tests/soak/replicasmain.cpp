// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs.h"
#include "replicachecks.h"
#include "replicadeeds.h"
#include "runfolder.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QRandomGenerator>

using namespace skybranch;
using namespace skybranch::soak;
using namespace Qt::StringLiterals;

namespace {

struct Length
{
    int rounds = 20;
    QDeadlineTimer end{QDeadlineTimer::Forever};
};

/// One line a round: what was done, how long it took, which workspaces failed, what is wrong.
QString runRound(int round, Replicas &world, ReplicaDeeds &deeds, ReplicaChecks &checks)
{
    QElapsedTimer timer;
    timer.start();
    deeds.run();
    const qint64 busyMs = timer.elapsed();
    const QString wrong = checks.afterRound();
    const QStringList errors = checks.takeErrors();
    say(u"round %1: %2 (%3; %4 s; waited for: %5)%6%7"_s.arg(round).arg(
        deeds.takeStory().join(u", "_s), world.takeAnswers(),
        QString::number(double(busyMs) / 1000, 'f', 1),
        checks.times().isEmpty() ? u"nothing"_s : checks.times().join(u", "_s),
        errors.isEmpty() ? QString() : u"\n  failed: "_s + errors.join(u"\n  failed: "_s),
        wrong.isEmpty() ? u" ok"_s : QString()));
    return wrong;
}

QString inWorld(quint32 seed, const Length &length)
{
    Replicas world;
    ReplicaDeeds deeds(world, seed);
    ReplicaChecks checks(world);
    QString wrong = world.start() ? QString() : u"The world did not start."_s;
    for (int round = 1; wrong.isEmpty() && round <= length.rounds && !length.end.hasExpired();
         ++round)
        wrong = runRound(round, world, deeds, checks);
    if (wrong.isEmpty())
        wrong = checks.atTheEnd();
    if (!wrong.isEmpty()) {
        const Logs logs = world.logs();
        say(endsOf(logs) + u"\n--- all of it: "_s + keep(logs, seed));
    }
    return wrong;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Uses, kills and freezes three backends over one database at random, and checks after "
        "each round that database, provider and every mirror say the same."_s);
    parser.addHelpOption();
    parser.addOptions({{u"rounds"_s, u"How many at most."_s, u"N"_s, u"20"_s},
                       {u"minutes"_s, u"No round begins after that."_s, u"M"_s},
                       {u"seed"_s, u"Of what is drawn."_s, u"S"_s}});
    parser.process(application);
    Length length{.rounds = parser.value(u"rounds"_s).toInt()};
    if (parser.isSet(u"minutes"_s)) {
        length.end.setRemainingTime(std::chrono::minutes(parser.value(u"minutes"_s).toInt()));
        length.rounds = parser.isSet(u"rounds"_s) ? length.rounds : 1'000'000;
    }
    const quint32 seed = parser.isSet(u"seed"_s) ? parser.value(u"seed"_s).toUInt()
                                                 : QRandomGenerator::system()->generate();
    // What is cut is our own doing.
    QLoggingCategory::setFilterRules(u"skybranch.clouddb=false"_s);
    RunFolder folder;
    onInterruption([&folder] { folder.clear(); });
    say(u"seed %1; again with: packaging/dev soak replicas --seed %1 --rounds %2"_s.arg(seed).arg(
        length.rounds));
    QString wrong = inWorld(seed, length);
    for (const QString &line : folder.endLeft())
        wrong += u"\n  "_s + line;
    say(wrong.isEmpty() ? u"end: nothing is left"_s : u"seed %1 WRONG: "_s.arg(seed) + wrong);
    return wrong.isEmpty() ? 0 : 1;
}

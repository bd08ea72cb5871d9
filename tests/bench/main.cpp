// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "bench/api.h"
#include "bench/click.h"
#include "bench/flood.h"
#include "bench/idle.h"
#include "bench/links.h"
#include "bench/reconnect.h"
#include "bench/scroll.h"
#include "bench/sidebar.h"
#include "bench/subscribers.h"
#include "bench/typing.h"
#include "bench/window.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>
#include <QThread>

#include <array>
#include <cstdlib>

using namespace skybranch;
using namespace skybranch::bench;

namespace {

struct Benchmark
{
    const char *name;
    Result<Section> (*measure)(Stand &stand);
};

constexpr std::array benchmarks{
    Benchmark{"click", measureClick},
    Benchmark{"docker", measureDockerClick},
    Benchmark{"sidebar", measureSidebar},
    Benchmark{"idle", measureIdle},
    Benchmark{"window", measureWindow},
    Benchmark{"memory", measureMemory},
    Benchmark{"terminals", measureManyTerminals},
    Benchmark{"scroll", measureScroll},
    Benchmark{"typing", measureTyping},
    Benchmark{"links", measureLinks},
    Benchmark{"flood", measureFlood},
    Benchmark{"colours", measureColours},
    Benchmark{"reconnect", measureReconnect},
    Benchmark{"api-list", measureApiList},
    Benchmark{"api-get", measureApiGet},
    Benchmark{"api-create", measureApiCreate},
    Benchmark{"subscribers", measureSubscribers},
};

struct Options
{
    QStringList only;
    QString json;
    Plan plan;
};

/// "api" is all of "api-list", "api-get" and so on.
bool isNamed(const Benchmark &benchmark, const QString &name)
{
    const QLatin1StringView own(benchmark.name);
    return own == name || own.startsWith(QString(name + QLatin1Char('-')));
}

QStringList names()
{
    QStringList all;
    for (const auto &benchmark : benchmarks)
        all += QLatin1StringView(benchmark.name);
    return all;
}

Options parse(const QCoreApplication &application)
{
    QCommandLineParser parser;
    const auto option = [&parser](const QString &name, const QString &description,
                                  const QString &value, const QString &standard = {}) {
        const QCommandLineOption added(name, description, value, standard);
        parser.addOption(added);
        return added;
    };
    const auto only = option(QStringLiteral("only"),
                             QStringLiteral("Measure this one; may be given again: %1.")
                                 .arg(names().join(QStringLiteral(", "))),
                             QStringLiteral("name"));
    const auto json = option(QStringLiteral("json"), QStringLiteral("Write all values there."),
                             QStringLiteral("file"));
    const auto rounds = option(QStringLiteral("rounds"), QStringLiteral("Rounds of each."),
                               QStringLiteral("n"), QStringLiteral("5"));
    const auto keys = option(QStringLiteral("keys"), QStringLiteral("Keys a round."),
                             QStringLiteral("n"), QStringLiteral("200"));
    const auto megabytes = option(QStringLiteral("megabytes"), QStringLiteral("Text of the flood."),
                                  QStringLiteral("n"), QStringLiteral("50"));
    parser.addHelpOption();
    parser.process(application);
    return {.only = parser.values(only),
            .json = parser.value(json),
            .plan = {.rounds = std::max(1, parser.value(rounds).toInt()),
                     .keys = std::max(1, parser.value(keys).toInt()),
                     .megabytes = std::max(1, parser.value(megabytes).toInt())}};
}

/// Work of others on the machine makes figures worse: it belongs beside them.
double loadNow()
{
    double load = 0;
    getloadavg(&load, 1);
    return load;
}

/// What all benchmarks of this run have given.
struct Outcome
{
    QJsonArray sections;
    QString overview = Section::overviewHeader();
    bool isWhole = true;
};

void runOne(const Benchmark &benchmark, Stand &stand, Outcome &outcome)
{
    const QLatin1StringView name(benchmark.name);
    const auto load = loadNow();
    const auto section = benchmark.measure(stand);
    if (!section) {
        outcome.isWhole = false;
        outcome.overview += QStringLiteral("%1: %2\n").arg(name, section.error().message);
        outcome.sections.append(QJsonObject{{QStringLiteral("name"), name},
                                            {QStringLiteral("problem"), section.error().message}});
        QTextStream(stderr) << name << ": " << describe(section.error()) << Qt::endl;
        return;
    }
    QTextStream(stdout) << section->table()
                        << QStringLiteral("%1 cores, load before %2\n")
                               .arg(QThread::idealThreadCount())
                               .arg(load, 0, 'f', 1)
                        << Qt::endl;
    auto json = section->toJson();
    json.insert(QStringLiteral("loadBefore"), load);
    outcome.sections.append(json);
    outcome.overview += section->overview();
}

bool write(const QString &path, const QJsonArray &sections)
{
    QFile file(path);
    if (file.open(QFile::WriteOnly) && file.write(QJsonDocument(sections).toJson()) > 0)
        return true;
    QTextStream(stderr) << QStringLiteral("%1 can not be written.\n").arg(path);
    return false;
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    QCoreApplication application(argc, argv);
    const auto options = parse(application);
    for (const auto &name : options.only) {
        if (std::ranges::any_of(benchmarks, [&name](const Benchmark &benchmark) {
                return isNamed(benchmark, name);
            }))
            continue;
        QTextStream(stderr) << QStringLiteral("There is no benchmark \"%1\"; there are %2.\n")
                                   .arg(name, names().join(QStringLiteral(", ")));
        return 2;
    }
    Stand stand(options.plan);
    Outcome outcome;
    for (const auto &benchmark : benchmarks) {
        const auto isThis = [&benchmark](const QString &name) { return isNamed(benchmark, name); };
        if (options.only.isEmpty() || std::ranges::any_of(options.only, isThis))
            runOne(benchmark, stand, outcome);
    }
    QTextStream(stdout) << outcome.overview << Qt::flush;
    const bool isWritten = options.json.isEmpty() || write(options.json, outcome.sections);
    return outcome.isWhole && isWritten ? 0 : 1;
}

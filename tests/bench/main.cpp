// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "bench/click.h"
#include "bench/flood.h"
#include "bench/typing.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>
#include <QThread>

#include <cstdlib>

using namespace skybranch;
using namespace skybranch::bench;

namespace {

struct Options
{
    QStringList names;
    QString out;
    int rounds = 5;
    int keys = 200;
    int megabytes = 50;
};

QStringList knownNames()
{
    return {QStringLiteral("click"), QStringLiteral("typing"), QStringLiteral("flood")};
}

Options parse(const QCoreApplication &application)
{
    QCommandLineParser parser;
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("Write all values there."),
                                 QStringLiteral("file"));
    const QCommandLineOption rounds(QStringLiteral("rounds"), QStringLiteral("Rounds of each."),
                                    QStringLiteral("n"), QStringLiteral("5"));
    const QCommandLineOption keys(QStringLiteral("keys"), QStringLiteral("Keys a round."),
                                  QStringLiteral("n"), QStringLiteral("200"));
    const QCommandLineOption megabytes(QStringLiteral("megabytes"),
                                       QStringLiteral("Text of the flood."), QStringLiteral("n"),
                                       QStringLiteral("50"));
    parser.addOptions({out, rounds, keys, megabytes});
    parser.addPositionalArgument(QStringLiteral("name"), knownNames().join(QStringLiteral(" | ")),
                                 QStringLiteral("[name...]"));
    parser.addHelpOption();
    parser.process(application);
    Options options{.names = parser.positionalArguments(), .out = parser.value(out)};
    options.rounds = std::max(1, parser.value(rounds).toInt());
    options.keys = std::max(1, parser.value(keys).toInt());
    options.megabytes = std::max(1, parser.value(megabytes).toInt());
    if (options.names.isEmpty())
        options.names = knownNames();
    return options;
}

Result<Section> measure(const QString &name, Screen &screen, SshRig &rig, const Options &options)
{
    if (name == QLatin1StringView("click"))
        return measureClick(options.rounds);
    if (name == QLatin1StringView("typing"))
        return measureTyping(screen, rig, {.rounds = options.rounds, .keys = options.keys});
    return measureFlood(screen, rig,
                        {.rounds = options.rounds, .bytes = qint64(options.megabytes) * 1'000'000});
}

/// Work of others on the machine makes figures worse: it belongs beside them.
double loadNow()
{
    double load = 0;
    getloadavg(&load, 1);
    return load;
}

/// Measures and prints one benchmark.
Result<QJsonObject> runOne(const QString &name, Screen &screen, SshRig &rig, const Options &options)
{
    const auto load = loadNow();
    const auto section = measure(name, screen, rig, options);
    if (!section)
        return failure(section);
    QTextStream(stdout) << section->table()
                        << QStringLiteral("%1 rounds, %2 cores, load before %3\n")
                               .arg(options.rounds)
                               .arg(QThread::idealThreadCount())
                               .arg(load, 0, 'f', 1)
                        << Qt::endl;
    auto json = section->toJson();
    json.insert(QStringLiteral("loadBefore"), load);
    return json;
}

Result<> write(const QString &path, const QJsonArray &sections)
{
    QFile file(path);
    if (file.open(QFile::WriteOnly) && file.write(QJsonDocument(sections).toJson()) > 0)
        return {};
    return failure(ErrorCode::Internal, QStringLiteral("%1 can not be written.").arg(path));
}

/// Runs all that were asked for; one that fails keeps no other from being measured.
Result<> run(const Options &options)
{
    const auto screen = Screen::open();
    if (!screen)
        return failure(screen);
    const auto rig = SshRig::start();
    if (!rig)
        return failure(rig);
    QJsonArray sections;
    Result<> all;
    for (const auto &name : options.names) {
        const auto section = runOne(name, **screen, **rig, options);
        if (section)
            sections.append(*section);
        else
            all = failure(section.error().code,
                          QStringLiteral("%1: %2").arg(name, section.error().message),
                          section.error().detail);
    }
    if (options.out.isEmpty())
        return all;
    const auto written = write(options.out, sections);
    return all ? written : all;
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    QCoreApplication application(argc, argv);
    const auto options = parse(application);
    for (const auto &name : options.names) {
        if (knownNames().contains(name))
            continue;
        QTextStream(stderr) << QStringLiteral("There is no benchmark \"%1\"; there are %2.\n")
                                   .arg(name, knownNames().join(QStringLiteral(", ")));
        return 2;
    }
    const auto done = run(options);
    if (done)
        return 0;
    QTextStream(stderr) << describe(done.error()) << Qt::endl;
    return 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The whole application, driven from inside for the benchmarks:
//   skybranch-bench-desktop DATAFOLDER CLONEFOLDER BRANCH [BACKENDPROGRAM]
//       to enable the cloud for a branch
//   skybranch-bench-desktop DATAFOLDER CLONEFOLDER BRANCH cut
//       the same, where the network to the VMs can be cut
//   skybranch-bench-desktop DATAFOLDER COUNT
//       to scroll and filter COUNT worktrees
// Prints {} when the window is ready. Obeys the lines of its standard input, answers each with a
// line of JSON, and ends with it:
//   enable        clicks "Enable Cloud Workspace"; the milliseconds of each part
//   terminals N   opens terminals until there are N
//   fill N        has N lines put out in each of them
//   remove        deletes the workspace
//   reconnect     cuts the network, has 1 MB put out, and comes back; milliseconds of the last
//   scroll        turns the wheel and filters; the longest stalls, milliseconds

#include "base/log.h"
#include "bench/cutbackend.h"
#include "bench/enabling.h"
#include "bench/reconnecting.h"
#include "bench/scrolling.h"
#include "desktop/desktop.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QJsonDocument>
#include <QSocketNotifier>
#include <QTextStream>

#include <unistd.h>

using namespace skybranch;
using namespace skybranch::bench;

namespace {

void print(const QJsonObject &object)
{
    QTextStream(stdout) << QJsonDocument(object).toJson(QJsonDocument::Compact) << Qt::endl;
}

void print(const Result<QJsonObject> &answer)
{
    if (answer)
        print(*answer);
    else
        print(QJsonObject{{QStringLiteral("problem"), answer.error().message}});
}

QJsonObject nothing()
{
    return {};
}

class Driver
{
public:
    Driver(Screen &screen, client::Session &session, CutBackend *cutBackend,
           const QStringList &arguments)
        : m_arguments(arguments)
        , m_enabling(screen, session, arguments.value(3))
        , m_scrolling(screen, session)
    {
        if (cutBackend)
            m_reconnecting.emplace(screen, *cutBackend);
    }

    Result<QJsonObject> prepare()
    {
        const auto ready = m_arguments.size() == 3 ? m_scrolling.prepare(m_arguments.at(2).toInt())
                                                   : m_enabling.prepare(m_arguments.at(2));
        return ready.transform(nothing);
    }

    Result<QJsonObject> obey(const QString &line)
    {
        const auto words = line.split(u' ');
        if (words.first() == QLatin1StringView("enable"))
            return m_enabling.enable();
        if (words.first() == QLatin1StringView("terminals"))
            return m_enabling.openTerminals(words.last().toInt()).transform(nothing);
        if (words.first() == QLatin1StringView("fill"))
            return m_enabling.fillTerminals(words.last().toInt()).transform(nothing);
        if (words.first() == QLatin1StringView("remove"))
            return m_enabling.remove().transform(nothing);
        if (words.first() == QLatin1StringView("reconnect") && m_reconnecting)
            return m_reconnecting->run();
        return m_scrolling.run();
    }

private:
    QStringList m_arguments;
    Enabling m_enabling;
    Scrolling m_scrolling;
    std::optional<Reconnecting> m_reconnecting;
};

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    QApplication application(argc, argv);
    if (argc < 3 || argc > 5)
        return 2;
    prepareApplication();
    const auto arguments = QApplication::arguments();
    auto config = defaultConfig();
    config.dataFolder = arguments.at(1);
    std::unique_ptr<CutBackend> cutBackend;
    if (arguments.value(4) == QLatin1StringView("cut")) {
        cutBackend = std::make_unique<CutBackend>();
        if (!cutBackend->start())
            return 1;
        cutBackend->setUp(config);
    } else if (argc == 5) {
        config.backendProgram = arguments.at(4);
    }
    Desktop desktop(std::move(config));
    desktop.window().move(120, 60);
    desktop.start();
    const auto screen = Screen::open();
    if (!screen)
        return 1;
    Driver driver(**screen, desktop.session(), cutBackend.get(), arguments);
    const auto ready = driver.prepare();
    print(ready);
    if (!ready)
        return 1;
    QSocketNotifier asked(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&asked, &QSocketNotifier::activated, &application, [&driver] {
        char line[64];
        const auto count = ::read(STDIN_FILENO, line, sizeof line);
        if (count <= 0)
            QApplication::quit();
        else
            print(driver.obey(QString::fromLatin1(line, count).trimmed()));
    });
    return QApplication::exec();
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The whole application for the benchmark "click":
//   skybranch-bench-desktop DATAFOLDER CLONEFOLDER BRANCH
// Prints {} when the branch is chosen in the window. For each line on its standard input, clicks
// "Enable Cloud Workspace", prints the milliseconds of each part as JSON, and deletes the
// workspace. Ends with its standard input.

#include "base/log.h"
#include "bench/enabling.h"
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

void printProblem(const Error &error)
{
    print({{QStringLiteral("problem"), error.message}});
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    QApplication application(argc, argv);
    if (argc != 4)
        return 2;
    prepareApplication();
    const auto arguments = QApplication::arguments();
    auto config = defaultConfig();
    config.dataFolder = arguments.at(1);
    Desktop desktop(std::move(config));
    desktop.window().move(120, 60);
    desktop.start();
    const auto screen = Screen::open();
    if (!screen)
        return 1;
    Enabling enabling(**screen, desktop.session(), arguments.at(3));
    if (auto ready = enabling.prepare(arguments.at(2)); !ready) {
        printProblem(ready.error());
        return 1;
    }
    print({});
    QSocketNotifier asked(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&asked, &QSocketNotifier::activated, &application, [&enabling] {
        char line[16];
        if (::read(STDIN_FILENO, line, sizeof line) <= 0) {
            QApplication::quit();
            return;
        }
        enabling.run()
            .transform([](const QJsonObject &parts) { print(parts); })
            .or_else([](const Error &error) -> Result<> {
                printProblem(error);
                return {};
            });
    });
    return QApplication::exec();
}

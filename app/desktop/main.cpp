// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "desktop/desktop.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

using namespace skybranch;

int main(int argc, char *argv[])
{
    installLog();
    QApplication application(argc, argv);
    prepareApplication();

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Moves a git worktree to a cloud VM and back."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption dataDir(
        QStringLiteral("data-dir"),
        QApplication::translate("main", "Keep everything in this folder."),
        QStringLiteral("folder"));
    const QCommandLineOption backend(
        QStringLiteral("backend"),
        QApplication::translate("main", "Use this backend instead of the bundled one."),
        QStringLiteral("url"));
    parser.addOptions({dataDir, backend});
    parser.process(application);

    client::SessionConfig config = defaultConfig();
    if (parser.isSet(dataDir))
        config.dataFolder = QDir(parser.value(dataDir)).absolutePath();
    if (parser.isSet(backend)) {
        config.backendUrl = parser.value(backend);
        config.backendProgram.clear();
    }
    Desktop desktop(std::move(config));
    desktop.start();
    return QApplication::exec();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "client/serverchoice.h"
#include "commandline/run.h"
#include "commandline/sshconfigkeeper.h"
#include "desktop/desktop.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

using namespace skybranch;

int main(int argc, char *argv[])
{
    installLog();
    if (commandline::isForCommandLine(argc, argv))
        return commandline::run(argc, argv);
    QApplication application(argc, argv);
    prepareApplication();

    // Help, and what else stands on the command line, is answered by then.
    QCommandLineParser parser;
    const QCommandLineOption dataDir(QStringLiteral("data-dir"), {}, QStringLiteral("folder"));
    const QCommandLineOption backend({QStringLiteral("backend"), QStringLiteral("server")}, {},
                                     QStringLiteral("url"));
    const QCommandLineOption keyFile(QStringLiteral("api-key-file"), {}, QStringLiteral("file"));
    parser.addOptions({dataDir, backend, keyFile});
    parser.process(application);

    client::SessionConfig config = defaultConfig();
    if (parser.isSet(dataDir))
        config.dataFolder = QDir(parser.value(dataDir)).absolutePath();
    client::chooseServer(config, parser.value(backend), parser.value(keyFile));
    Desktop desktop(
        config, [](const client::Session &session, const client::SessionConfig &sessionConfig) {
            return std::make_unique<commandline::SshConfigKeeper>(session, sessionConfig);
        });
    desktop.start();
    return QApplication::exec();
}

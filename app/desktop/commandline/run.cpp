// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/run.h"

#include "base/log.h"
#include "client/serverchoice.h"
#include "commandline/commands.h"
#include "commandline/interruption.h"
#include "commandline/output.h"
#include "commandline/words.h"
#include "desktop/program.h"
#include "wire/rest.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTimer>

#include <array>
#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

Q_LOGGING_CATEGORY(logCommand, "skybranch.command")

using Function = Task<> (*)(Context *);

Function functionOf(const QString &command)
{
    static const QHash<QString, Function> functions{{u"list"_s, list},
                                                    {u"status"_s, status},
                                                    {u"create"_s, create},
                                                    {u"enable"_s, enable},
                                                    {u"ssh"_s, ssh},
                                                    {u"pause"_s, change},
                                                    {u"resume"_s, change},
                                                    {u"stop"_s, change},
                                                    {u"delete"_s, remove},
                                                    {u"ssh-config"_s, sshConfig},
                                                    {u"login"_s, login},
                                                    {u"logout"_s, logout},
                                                    {u"completion"_s, completion},
                                                    {u"complete-names"_s, completeNames},
                                                    {u"keep-backend"_s, keepBackend}};
    return functions.value(command);
}

void tellFailure(const Context &context, const Error &error)
{
    qCInfo(logCommand).noquote() << describe(error);
    if (context.options.has(u"json"_s))
        printJson(wire::toJson(error));
    for (const QString &line : error.message.split(u'\n'))
        note(line);
}

QCoro::Task<> runCommand(Context *context, Function function, int *code)
{
    const auto done = co_await function(context);
    if (!done) {
        tellFailure(*context, done.error());
        *code = int(exitCodeOf(done.error()));
    }
    QCoreApplication::quit();
}

/// The backend, where it is ours, sees that we are gone and ends by itself.
int becomeProgram(const QStringList &words)
{
    std::vector<QByteArray> bytes;
    for (const QString &word : words)
        bytes.push_back(word.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &word : bytes)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    ::execvp(arguments.front(), arguments.data());
    note(Words::tr("%1 can not be started. Install OpenSSH's client.").arg(words.first()));
    return int(ExitCode::Failure);
}

client::SessionConfig configOf(const Options &options)
{
    client::SessionConfig config = defaultConfig();
    config.isForCommand = true;
    if (!options.dataFolder.isEmpty())
        config.dataFolder = options.dataFolder;
    client::chooseServer(config, options.server, options.keyFile);
    return config;
}

/// What was printed may be lost: a disk is full.
int ending(int code)
{
    const bool isLost = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
    if (!isLost || code != 0)
        return code;
    note(Words::tr("Not everything could be printed."));
    return int(ExitCode::Failure);
}

int runWith(const Options &options, Function function)
{
    Interruption interruption;
    Context context{.options = options, .config = configOf(options)};
    int code = 0;
    Cloud cloud(context.config, interruption.token());
    context.cloud = &cloud;
    QTimer::singleShot(0, qApp, [&] { runCommand(&context, function, &code); });
    QCoreApplication::exec();
    if (!context.execute.isEmpty())
        return becomeProgram(context.execute);
    if (context.leavesAtOnce)
        ::_exit(ending(code));
    return ending(code);
}

} // namespace

bool isForCommandLine(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return areForCommandLine(arguments);
}

int run(int argc, char **argv)
{
    // What a command has to say to people is not its log.
    QLoggingCategory::setFilterRules(u"*.debug=false\n*.info=false\n*.warning=false"_s);
    QCoreApplication application(argc, argv);
    prepareProgram();
    const auto options = readOptions(QCoreApplication::arguments());
    if (!options) {
        note(options.error().message);
        return int(ExitCode::Usage);
    }
    if (!options->answer.isEmpty()) {
        std::fputs(options->answer.toUtf8().constData(), stdout);
        return ending(0);
    }
    return runWith(*options, functionOf(options->command));
}

} // namespace skybranch::commandline

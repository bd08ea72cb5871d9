// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/options.h"

#include "commandline/commandtable.h"
#include "commandline/words.h"

#include <QCommandLineParser>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

/// @p command: whose help says more; may be empty.
std::unexpected<Error> usage(const QString &message, const QString &command = {})
{
    const QString help
        = command.isEmpty() ? u"skybranch --help"_s : u"skybranch %1 --help"_s.arg(command);
    return failure(ErrorCode::InvalidArgument, message + u' ' + Words::tr("See \"%1\".").arg(help));
}

void addOptions(QCommandLineParser &parser, const QList<OptionText> &options)
{
    for (const OptionText &option : options)
        parser.addOption({option.name, option.text, option.value});
}

/// What stands before "--" belongs to us, what stands after it to the far side.
std::pair<QStringList, QStringList> split(const QStringList &arguments)
{
    const qsizetype at = arguments.indexOf("--"_L1);
    if (at < 0)
        return {arguments, {}};
    return {arguments.first(at), arguments.sliced(at + 1)};
}

/// The first word that is no option and no option's value.
QString firstWord(const QStringList &arguments)
{
    const QStringList own = split(arguments).first;
    for (qsizetype i = 1; i < own.size(); ++i) {
        const QString &word = own[i];
        if (!word.startsWith(u'-'))
            return word;
        // Those with one dash are Qt's own: -platform, -style, -display.
        static const QStringList valued{u"--data-dir"_s,     u"--server"_s,   u"--backend"_s,
                                        u"--api-key-file"_s, u"--platform"_s, u"--style"_s};
        if (valued.contains(word) || !word.startsWith("--"_L1))
            ++i;
    }
    return {};
}

/// Qt ends a program that has none.
bool hasDisplay(const QStringList &arguments)
{
    const auto names = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"};
    return arguments.contains("-platform"_L1) || arguments.contains("--platform"_L1)
        || std::ranges::any_of(names,
                               [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

Options optionsOf(const QCommandLineParser &parser, const CommandText &command)
{
    const auto value = [&parser](const QString &name) {
        return parser.optionNames().contains(name) ? parser.value(name) : QString();
    };
    Options options{.command = command.name,
                    .words = parser.positionalArguments().sliced(1),
                    .server = value(u"server"_s),
                    .keyFile = value(u"api-key-file"_s),
                    .repository = value(u"repo"_s),
                    .branch = value(u"branch"_s),
                    .name = value(u"name"_s),
                    .provider = value(u"provider"_s),
                    .login = value(u"login"_s)};
    if (const QString folder = value(u"data-dir"_s); !folder.isEmpty())
        options.dataFolder = QDir(folder).absolutePath();
    const QStringList given = parser.optionNames();
    options.flags = QSet<QString>(given.begin(), given.end());
    return options;
}

Result<Options> checked(Options options, const CommandText &command)
{
    if (options.words.size() < command.fewestWords)
        return usage(Words::tr("\"skybranch %1\" needs %2.").arg(command.name, command.synopsis),
                     command.name);
    if (options.words.size() > command.mostWords)
        return usage(
            Words::tr("\"%1\" is not understood.").arg(options.words.at(command.mostWords)),
            command.name);
    if (!options.remoteCommand.isEmpty() && command.name != "ssh"_L1)
        return usage(Words::tr("\"%1\" is not understood.").arg(options.remoteCommand.first()),
                     command.name);
    return options;
}

} // namespace

bool areForCommandLine(const QStringList &arguments)
{
    return !firstWord(arguments).isEmpty() || arguments.contains("--help"_L1)
        || arguments.contains("-h"_L1) || arguments.contains("--version"_L1)
        || arguments.contains("-v"_L1) || !hasDisplay(arguments);
}

Result<Options> readOptions(QStringList arguments)
{
    // "help list" is "list --help".
    if (firstWord(arguments) == "help"_L1)
        arguments.replace(arguments.indexOf("help"_L1), u"--help"_s);
    const auto [own, remote] = split(arguments);
    const QString name = firstWord(arguments);
    const auto command
        = hiddenCommands().contains(name) ? CommandText{.name = name} : commandNamed(name);
    if (!command && !name.isEmpty())
        return usage(Words::tr("There is no command \"%1\".").arg(name));
    QCommandLineParser parser;
    addOptions(parser, commonOptions());
    if (command)
        addOptions(parser, command->options);
    // As the window calls it.
    parser.addOption({u"backend"_s, {}, u"URL"_s});
    parser.addOption({u"h"_s, {}});
    parser.addOption({u"v"_s, {}});
    if (!parser.parse(own))
        return usage(parser.errorText(), command ? command->name : QString());
    if (parser.isSet(u"version"_s) || parser.isSet(u"v"_s))
        return Options{.answer = u"skybranch %1\n"_s.arg(QCoreApplication::applicationVersion())};
    const bool isHelp = parser.isSet(u"help"_s) || parser.isSet(u"h"_s);
    if (!command && !isHelp)
        return usage(Words::tr("There is no display for the window."));
    if (isHelp)
        return Options{.answer = command ? helpText(*command) : helpText()};
    Options options = optionsOf(parser, *command);
    options.remoteCommand = remote;
    if (options.server.isEmpty())
        options.server = parser.value(u"backend"_s);
    return checked(std::move(options), *command);
}

} // namespace skybranch::commandline

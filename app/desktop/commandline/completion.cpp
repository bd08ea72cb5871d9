// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "client/apiclient.h"
#include "client/localdoor.h"
#include "commandline/commands.h"
#include "commandline/commandtable.h"
#include "commandline/sshconfig.h"
#include "commandline/words.h"
#include "commandline/workspaces.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

constexpr qint64 longestCache = 1 << 20;

QString cacheFile(const client::SessionConfig &config)
{
    return sshFolderOf(config) + u"/names"_s;
}

QStringList optionWords(const QList<OptionText> &options)
{
    QStringList words;
    for (const OptionText &option : options)
        words << u"--"_s + option.name;
    return words;
}

QString commandNames()
{
    QStringList names;
    for (const CommandText &command : commandTable())
        names << command.name;
    return names.join(u' ');
}

/// "        list) options='--json'; names=;;" for each command.
QString cases()
{
    QString text;
    for (const CommandText &command : commandTable())
        text += u"        %1) options='%2'; names=%3;;\n"_s.arg(
            command.name, optionWords(command.options + commonOptions()).join(u' '),
            command.takesName ? u"1"_s : QString());
    return text;
}

QList<OptionText> allOptions()
{
    QList<OptionText> options = commonOptions();
    for (const CommandText &command : commandTable())
        options += command.options;
    return options;
}

bool isFolder(const OptionText &option)
{
    return option.value == "FOLDER"_L1 || option.value.endsWith("PATH"_L1);
}

bool isFile(const OptionText &option)
{
    return option.value == "FILE"_L1;
}

/// "--data-dir | --repo", for a shell's "case".
template <typename Condition> QString pattern(Condition isMeant)
{
    QList<OptionText> options = allOptions();
    options.removeIf([isMeant](const OptionText &option) { return !isMeant(option); });
    return optionWords(options).join(" | "_L1);
}

QString filledIn(const QString &shell)
{
    QFile file(u":/commandline/completion."_s + shell);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll())
        .replace("@CASES@"_L1, cases())
        .replace("@OPTIONS@"_L1, optionWords(commonOptions()).join(u' '))
        .replace("@COMMANDS@"_L1, commandNames())
        .replace("@FOLDERS@"_L1, pattern(isFolder))
        .replace("@FILES@"_L1, pattern(isFile))
        .replace("@VALUED@"_L1,
                 pattern([](const OptionText &option) { return !option.value.isEmpty(); }));
}

/// @p condition: when it is offered; may be empty.
QString fishOption(const OptionText &option, const QString &condition)
{
    QString line = u"complete -c skybranch %1-l %2"_s.arg(condition, option.name);
    if (!option.value.isEmpty())
        line += u" -r"_s;
    if (isFolder(option) || isFile(option))
        line += u" -F"_s;
    return line + u'\n';
}

QString fishScript()
{
    QString text = u"# fish completion for skybranch\n"
                   "complete -c skybranch -f\n"
                   "complete -c skybranch -n __fish_use_subcommand -a '%1'\n"_s.arg(commandNames());
    for (const OptionText &option : commonOptions())
        text += fishOption(option, {});
    for (const CommandText &command : commandTable()) {
        const QString seen = u"-n '__fish_seen_subcommand_from %1' "_s.arg(command.name);
        for (const OptionText &option : command.options)
            text += fishOption(option, seen);
        if (command.takesName)
            text += u"complete -c skybranch %1-a '(skybranch complete-names 2>/dev/null)'\n"_s.arg(
                seen);
    }
    return text
        + u"complete -c skybranch -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n"
          "complete -c skybranch -n '__fish_seen_subcommand_from enable' -F\n"_s;
}

/// Where a backend of this computer runs it is asked; none is started for a key press.
Task<QList<domain::Workspace>> askRunning(Context *context)
{
    const auto way = co_await client::visitOnce(context->config.dataFolder, u"backend"_s, {},
                                                context->cloud->stop());
    if (!way)
        co_return failure(way);
    const auto api = std::make_shared<client::ApiClient>(
        QUrl(way->value("url"_L1).toString()), way->value("key"_L1).toString().toLatin1());
    co_return co_await api->workspaces();
}

} // namespace

Task<> completion(Context *context)
{
    const QString shell = context->options.words.first();
    if (shell != "bash"_L1 && shell != "zsh"_L1 && shell != "fish"_L1)
        co_return failure(ErrorCode::InvalidArgument,
                          Words::tr("\"skybranch completion\" knows bash, zsh and fish."));
    const QString script = shell == "fish"_L1 ? fishScript() : filledIn(shell);
    std::fputs(script.toUtf8().constData(), stdout);
    co_return {};
}

void rememberNames(const Context &context, const QList<domain::Workspace> &all)
{
    QByteArray lines;
    for (const QString &alias : aliasesOf(all))
        lines += alias.toUtf8() + '\n';
    const QString file = cacheFile(context.config);
    // Only a convenience: the next list tries again.
    if (makePrivateFolder(QFileInfo(file).path()))
        static_cast<void>(writePrivateFile(file, lines));
}

Task<> completeNames(Context *context)
{
    if (context->config.backendUrl.isEmpty()) {
        const auto all = co_await askRunning(context);
        if (all)
            rememberNames(*context, *all);
    }
    const auto names = readFile(cacheFile(context->config), longestCache);
    std::fputs(names.value_or(QByteArray()).constData(), stdout);
    co_return {};
}

} // namespace skybranch::commandline

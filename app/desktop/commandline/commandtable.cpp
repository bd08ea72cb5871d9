// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/commandtable.h"

#include "commandline/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

OptionText jsonOption()
{
    return {u"json"_s, {}, Words::tr("Print JSON.")};
}

OptionText yesOption()
{
    return {u"yes"_s, {}, Words::tr("Do not ask.")};
}

CommandText changing(const QString &name, const QString &text)
{
    return {.name = name,
            .synopsis = u"NAME"_s,
            .text = text,
            .options = {{u"wait"_s, {}, Words::tr("Wait until it is done.")}, jsonOption()},
            .fewestWords = 1,
            .mostWords = 1,
            .takesName = true};
}

CommandText listText()
{
    return {.name = u"list"_s,
            .text
            = Words::tr("Lists the cloud workspaces; at an organisation's backend those of all its "
                        "members."),
            .options = {jsonOption()}};
}

CommandText statusText()
{
    return {.name = u"status"_s,
            .synopsis = u"[NAME]"_s,
            .text = Words::tr("Shows one workspace, or the backend and how many there are."),
            .options = {jsonOption()},
            .mostWords = 1,
            .takesName = true};
}

CommandText createText()
{
    return {.name = u"create"_s,
            .synopsis = u"--branch BRANCH"_s,
            .text
            = Words::tr("Makes a cloud workspace of a branch of the remote, or of a new one."),
            .options
            = {{u"repo"_s, u"URL|PATH"_s,
                Words::tr("The repository; without it the one of this folder.")},
               {u"branch"_s, u"BRANCH"_s,
                Words::tr("The branch; it begins at the standard one where the remote has none of "
                          "that name.")},
               {u"name"_s, u"NAME"_s, Words::tr("The workspace's name; without it the branch's.")},
               {u"provider"_s, u"PROVIDER"_s,
                Words::tr("Where the VM comes from; without it the backend chooses.")},
               {u"no-wait"_s, {}, Words::tr("Do not wait until it runs.")},
               jsonOption()}};
}

CommandText enableText()
{
    return {
        .name = u"enable"_s,
        .synopsis = u"[PATH]"_s,
        .text = Words::tr("Takes a worktree of this computer to the cloud; without PATH the "
                          "one of this folder."),
        .options
        = {{u"send-unpushed"_s, {}, Words::tr("Send commits that the remote does not have along.")},
           {u"pushed-only"_s, {}, Words::tr("Send only what the remote has too.")},
           {u"no-wait"_s, {}, Words::tr("Do not wait until it runs.")},
           jsonOption()},
        .mostWords = 1};
}

CommandText sshText()
{
    return {.name = u"ssh"_s,
            .synopsis = u"NAME [-- COMMAND...]"_s,
            .text = Words::tr("Logs in to a workspace's VM, or runs a command there: one word is a "
                              "line for its shell, several are a program and its arguments. A "
                              "workspace that is paused or stopped is resumed first."),
            .options = {{u"tty"_s, {}, Words::tr("Give the command a terminal.")},
                        {u"stdio"_s,
                         {},
                         Words::tr("Join standard input and output with the VM's SSH server, as a "
                                   "ProxyCommand does.")},
                        {u"pass-socket"_s,
                         {},
                         Words::tr("With --stdio: hand the connection over (ProxyUseFdpass).")},
                        {u"login"_s, u"USER"_s,
                         Words::tr("With --stdio: fail where the VM's user is another one.")}},
            .fewestWords = 1,
            .mostWords = 1,
            .takesName = true};
}

CommandText deleteText()
{
    CommandText text = changing(
        u"delete"_s, Words::tr("Deletes a workspace and its VM, with all that is only there."));
    text.options.prepend(yesOption());
    return text;
}

CommandText sshConfigText()
{
    return {.name = u"ssh-config"_s,
            .text = Words::tr("Prints a Host block for each workspace, with which ssh, scp, rsync, "
                              "git and editors reach it."),
            .options = {{u"install"_s,
                         {},
                         Words::tr("Write it to ~/.ssh/skybranch.conf and include that in "
                                   "~/.ssh/config.")},
                        {u"remove"_s, {}, Words::tr("Undo --install.")}}};
}

CommandText keyText(const QString &name, const QString &text)
{
    return {.name = name, .synopsis = u"URL"_s, .text = text, .fewestWords = 1, .mostWords = 1};
}

CommandText completionText()
{
    return {.name = u"completion"_s,
            .synopsis = u"bash|zsh|fish"_s,
            .text = Words::tr("Prints the shell's completion for skybranch."),
            .fewestWords = 1,
            .mostWords = 1};
}

/// @p text in lines for a terminal, all but the first one indented.
QString folded(const QString &text, qsizetype indent)
{
    constexpr qsizetype width = 80;
    QString lines;
    qsizetype used = indent;
    for (const QString &word : text.split(u' ')) {
        const bool isFirst = used == indent;
        if (!isFirst && used + 1 + word.size() > width) {
            lines += u'\n' + QString(indent, u' ');
            used = indent;
        } else if (!isFirst) {
            lines += u' ';
            ++used;
        }
        lines += word;
        used += word.size();
    }
    return lines + u'\n';
}

QString optionLines(const QList<OptionText> &options)
{
    constexpr int column = 24;
    QString lines;
    for (const OptionText &option : options) {
        const QString left
            = u"  --"_s + option.name + (option.value.isEmpty() ? QString() : u' ' + option.value);
        lines += left.leftJustified(column) + u"  "_s + folded(option.text, column + 2);
    }
    return lines;
}

} // namespace

QList<CommandText> commandTable()
{
    return {listText(),
            statusText(),
            createText(),
            enableText(),
            sshText(),
            changing(u"pause"_s, Words::tr("Freezes a workspace; its programs stay as they are.")),
            changing(u"resume"_s, Words::tr("Lets a paused or stopped workspace run again.")),
            changing(u"stop"_s, Words::tr("Ends a workspace's VM; its files stay.")),
            deleteText(),
            sshConfigText(),
            keyText(u"login"_s,
                    Words::tr("Keeps your key for a hosted backend in the keychain. It is asked "
                              "for, or read from standard input.")),
            keyText(u"logout"_s, Words::tr("Removes that key from the keychain.")),
            completionText()};
}

std::optional<CommandText> commandNamed(const QString &name)
{
    const QList<CommandText> table = commandTable();
    const auto found = std::ranges::find(table, name, &CommandText::name);
    return found == table.end() ? std::nullopt : std::optional(*found);
}

QList<OptionText> commonOptions()
{
    return {
        {u"data-dir"_s, u"FOLDER"_s, Words::tr("Keep everything in this folder.")},
        {u"server"_s, u"URL"_s,
         Words::tr("Use this backend instead of the bundled one (SKYBRANCH_SERVER).")},
        {u"api-key-file"_s, u"FILE"_s,
         Words::tr("Holds the backend's key instead of the keychain (SKYBRANCH_API_KEY_FILE).")},
        {u"help"_s, {}, Words::tr("Show help, also of a command.")},
        {u"version"_s, {}, Words::tr("Show the version.")},
    };
}

QStringList hiddenCommands()
{
    return {u"complete-names"_s, u"keep-backend"_s};
}

QString helpText()
{
    QString text = Words::tr("Moves a git worktree to a cloud VM and back.") + u"\n\n"_s
        + Words::tr("Without a command, skybranch opens its window.") + u"\n\n"_s;
    constexpr int column = 12;
    for (const CommandText &command : commandTable())
        text += u"  "_s + command.name.leftJustified(column) + folded(command.text, column + 2);
    text += u'\n' + optionLines(commonOptions()) + u'\n'
        + folded(Words::tr("Exit codes: 0 done, 1 failed, 2 not understood, 3 not found, 4 no "
                           "backend or no right to it, 130 cancelled. ssh ends as its command "
                           "did."),
                 0);
    return text;
}

QString helpText(const CommandText &command)
{
    return u"skybranch "_s + command.name
        + (command.synopsis.isEmpty() ? QString() : u' ' + command.synopsis) + u"\n\n"_s
        + folded(command.text, 0) + u'\n' + optionLines(command.options)
        + optionLines(commonOptions());
}

} // namespace skybranch::commandline

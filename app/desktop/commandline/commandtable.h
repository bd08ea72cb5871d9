// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace skybranch::commandline {

/// One option of the command line. Its description is made when it is asked for, in the user's
/// language.
struct OptionText
{
    QString name;
    QString value; ///< what its value is called; empty: it is a switch
    QString text;
};

/// One command, as help, completion and the reading of arguments know it.
struct CommandText
{
    QString name;
    QString synopsis; ///< what stands after its name
    QString text;
    QList<OptionText> options;
    int fewestWords = 0;
    int mostWords = 0;
    bool takesName = false; ///< its word is a workspace
};

/// Those for which there is help, in its order.
QList<CommandText> commandTable();
std::optional<CommandText> commandNamed(const QString &name);
QList<OptionText> commonOptions();

/// Those that shells and this program call, and people do not.
QStringList hiddenCommands();

QString helpText();
QString helpText(const CommandText &command);

} // namespace skybranch::commandline

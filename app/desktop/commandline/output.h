// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace skybranch::commandline {

/// What a shell script sees of how a command ended.
enum class ExitCode {
    Success = 0,
    Failure = 1,
    Usage = 2,
    NotFound = 3,
    NoBackend = 4, ///< none, or no right to it
    Cancelled = 130, ///< as a shell says of Ctrl-C
};

ExitCode exitCodeOf(const Error &error);

/// @p text for a terminal: names and words of a VM or a backend may hold escape sequences, or turn
/// the direction of what stands after them.
QString shown(QString text);

/// Each on standard output, with nothing in it that a terminal would obey.
void print(const QString &line);
void printJson(const QJsonObject &json);
void printTable(const QList<QStringList> &rows); ///< the first one has the titles

/// On standard error.
void note(const QString &line);

bool isTerminal(int descriptor);

/// One line from standard input, which a terminal does not show. Empty where there is none.
QByteArray askSecret(const QString &question);

/// Asks a question that is answered by "y" or by something else.
bool isConfirmed(const QString &question);

} // namespace skybranch::commandline

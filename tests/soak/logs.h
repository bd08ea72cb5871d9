// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace skybranch::soak {

/// A line to the terminal, at once.
void say(const QString &line);

using Logs = QList<std::pair<QString, QByteArray>>; ///< whose, and all of it

/// Their last lines, short enough for a terminal: equal ones are counted.
QString endsOf(const Logs &logs);

/// Keeps them whole beside the build. Gives the file's path; empty where it can not be written.
QString keep(const Logs &logs, quint32 seed);

} // namespace skybranch::soak

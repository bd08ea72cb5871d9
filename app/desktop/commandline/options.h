// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSet>
#include <QStringList>

namespace skybranch::commandline {

/// What was typed, read.
struct Options
{
    QString command; ///< "list"
    QStringList words; ///< what stands after it: names, paths
    QStringList remoteCommand; ///< of ssh
    QString dataFolder; ///< empty: the user's
    QString server; ///< a hosted backend; empty: client::chooseServer() knows
    QString keyFile; ///< its key; empty: as above
    QString repository;
    QString branch;
    QString name;
    QString provider;
    QString login; ///< what the other side calls the user of ssh; empty: not said
    QSet<QString> flags; ///< names of the switches that were given: "json", "yes"
    QString answer; ///< not empty: a text to print, and nothing else to do

    bool has(const QString &flag) const { return flags.contains(flag); }
};

/// They have a command, ask for help or the version, or there is no display for a window.
/// @p arguments: with the program's name.
bool areForCommandLine(const QStringList &arguments);

/// Errors: InvalidArgument, with a sentence that names what is wrong.
Result<Options> readOptions(QStringList arguments);

} // namespace skybranch::commandline

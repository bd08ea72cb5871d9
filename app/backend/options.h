// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "edge/gate.h"

#include <QHostAddress>
#include <QStringList>

class QCommandLineParser;

namespace skybranch::backend {

/// What skybranchd was started with.
struct Options
{
    QHostAddress address;
    quint16 port = 0; ///< 0: any that is free
    QString dataFolder;
    QString sandboxFolder; ///< where sandboxes are kept; the data folder unless several share it
    QString authorityKey; ///< a file; empty: made in the data folder
    QString databaseUrl; ///< empty: an embedded Postgres in the data folder
    QStringList providers; ///< the first is the standard one
    QString dockerHost; ///< empty: found
    QString vmImage; ///< of the VMs of docker
    int changesKeptDays = 7;
    int changesKept = 50'000; ///< of one organisation
    QStringList hosts; ///< further names that requests may come in under
    edge::GateLimits gate;
    QString keyFile;
    int keyDescriptor = -1; ///< -1: none
    int parentDescriptor = -1;
    QString answer; ///< set: print it and end, for --help and --version
};

/// The URL of --database-url or of the file that --database-url-file names; empty where neither is
/// given. Everybody on this computer sees a program's arguments, so a password is refused there.
Result<QString> databaseUrlOf(const QCommandLineParser &parser);

/// InvalidArgument with a sentence for what can not be understood.
Result<Options> parseOptions(const QStringList &arguments);

} // namespace skybranch::backend

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace skybranch::work {

/// Where the guest's daemon listens, and where repositories are.
struct DaemonPlaces
{
    QString socket;
    QString workspace;
};

/// In a VM of ours fixed ones; for a guest that was sent to a foreign one, below @p home.
DaemonPlaces daemonPlaces(const QString &home);

/// Starts the daemon where none listens, for a VM whose first process is not ours. One of another
/// version is ended first; terminals do not notice. Blocks for some seconds at most.
Result<> ensureDaemon(const QString &home);

} // namespace skybranch::work

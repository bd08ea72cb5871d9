// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QString>
#include <QStringList>

namespace skybranch::client {

/// The lines of the user's own known_hosts files that pin the host of @p url, as the ssh that the
/// user's git runs in @p folder resolves it. Empty where it is no SSH remote, or where the user
/// does not know it.
Task<QStringList> knownHostsOf(QString url, QString folder, StopToken stop);

} // namespace skybranch::client

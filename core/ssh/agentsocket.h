// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/socket.h"

#include <QString>

namespace skybranch::ssh {

/// A connection to the ssh-agent that listens at @p path on this computer; invalid where none
/// answers at once. Never waits.
Socket connectAgent(const QString &path);

} // namespace skybranch::ssh

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace skybranch::work {

/// Carries bytes between stdin and stdout on one side and the daemon's socket on the other until
/// the daemon closes. Waits up to 5 s for the daemon to be there. Blocks.
Result<> bridge(const QString &socketPath);

/// As bridge(), with a socket that is connected, which it closes. What is slow in one direction
/// does not hold up the other.
void join(int socket);

/// Writes all of @p bytes to a descriptor that blocks; false where it is closed.
bool writeAll(int descriptor, const QByteArray &bytes);

} // namespace skybranch::work

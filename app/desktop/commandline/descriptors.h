// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace skybranch::commandline {

/// A copy of @p descriptor, blocking, for the caller to close.
Result<int> ownCopy(int descriptor);

/// Gives @p descriptor to who reads the unix socket @p socket, and closes it here.
Result<> passDescriptor(int descriptor, int socket);

/// Moves bytes from @p in to @p socket and from @p socket to @p out until the socket's side has
/// ended; the end of @p in is passed on before. Blocks.
void splice(int in, int out, int socket);

} // namespace skybranch::commandline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace skybranch {

/// Sends open descriptors, at most 8, with one byte 0 through a unix socket; they stay open here.
/// False where it fails: errno says why.
bool sendDescriptors(int socket, std::span<const int> descriptors);

} // namespace skybranch

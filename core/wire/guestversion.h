// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/guestrpc.h"

namespace skybranch::wire {

/// Programs are replaced one by one, and the guest of a VM stays as old as the VM: whoever speaks
/// one version more or less is talked to. What a version adds, the one before it does without;
/// what it takes away, the one before it did not need any more.
constexpr bool isSpoken(qint64 version)
{
    return version >= 1 && version >= guestProtocolVersion - 1
        && version <= guestProtocolVersion + 1;
}

} // namespace skybranch::wire

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/screen.h"
#include "bench/sshrig.h"

namespace skybranch::bench {

struct TypingPlan
{
    int rounds = 5;
    int keys = 200; ///< a round and terminal
};

/// From a pressed key until its character is painted, over SSH, for every terminal.
Result<Section> measureTyping(Screen &screen, SshRig &rig, TypingPlan plan);

} // namespace skybranch::bench

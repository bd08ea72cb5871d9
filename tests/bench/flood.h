// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/report.h"
#include "bench/screen.h"
#include "bench/sshrig.h"

namespace skybranch::bench {

struct FloodPlan
{
    int rounds = 5;
    qint64 bytes = 50'000'000;
};

/// Much text over SSH, until the terminal has answered a question that came behind it; and how
/// long our event loop stood still meanwhile.
Result<Section> measureFlood(Screen &screen, SshRig &rig, FloodPlan plan);

} // namespace skybranch::bench

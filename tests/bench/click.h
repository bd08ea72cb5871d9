// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "bench/report.h"
#include "bench/stand.h"

namespace skybranch::bench {

/// From the click on "Enable Cloud Workspace" until a command in the VM has answered, in the whole
/// application, and the same by hand.
Result<Section> measureClick(Stand &stand);

/// The same with the provider "docker", against docker run, ssh and git clone by hand.
Result<Section> measureDockerClick(Stand &stand);

} // namespace skybranch::bench

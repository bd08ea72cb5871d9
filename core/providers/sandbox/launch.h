// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/sandbox/vmfolder.h"

namespace skybranch::providers {

/// Whether bubblewrap can make a sandbox as a VM's here. Unavailable says why not.
Task<> trySandbox();

/// Starts process 1 of a VM in a bubblewrap sandbox, detached: it lives on without us. Its run.json
/// is written before it may do anything, so that a VM that runs is always one that is known.
/// @p guest is the path of skybranch-guest on this computer.
Task<VmRun> launchVm(VmFolder folder, VmSpec spec, QString guest);

} // namespace skybranch::providers

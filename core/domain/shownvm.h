// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/vm.h"
#include "domain/workspace.h"

namespace skybranch::domain {

/// A VM and what its owner has it for, as the API shows it.
struct ShownVm
{
    Vm vm;
    std::optional<Placement> placement; ///< unset while it is warm
};

} // namespace skybranch::domain

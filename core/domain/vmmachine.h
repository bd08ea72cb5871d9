// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/vm.h"

#include <span>

namespace skybranch::domain {

/// What a provider or the reconciler reports of a VM.
enum class VmEvent { Created, Suspended, Resumed, Stopped, Failed, Gone };

std::span<const VmEvent> allVmEvents();
std::span<const VmStatus> allVmStatuses();
QString name(VmEvent event);

/// The status after @p event, or Conflict where the event can not happen in @p status.
Result<VmStatus> apply(VmStatus status, VmEvent event);

} // namespace skybranch::domain

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/shownvm.h"
#include "wire/jsonwriter.h"

/// VMs as REST shows them: what the shape "vms" shows, and their health.
namespace skybranch::wire {

void writeFields(JsonWriter &out, const domain::ShownVm &shown);

} // namespace skybranch::wire

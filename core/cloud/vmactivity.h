// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "domain/vm.h"
#include "wire/guestrpc.h"

#include <optional>

namespace skybranch::cloud {

/// Asks the guest of a VM that runs what goes on in it, over the link that is kept to it. It ends
/// within CloudTimes::activity; a link that gave no answer is closed. A frozen VM must not be
/// asked: that could wake it.
Task<wire::Activity> askActivity(CloudContext &context, providers::CloudProvider *provider,
                                 domain::Vm vm, StopToken stop);

/// What a VM was seen to do before.
struct SeenActivity
{
    std::optional<wire::Activity> activity; ///< what its guest has told
    QDateTime asOf; ///< when it was looked at, where that is not known
};

/// What goes on in a VM, and keeps it awake: a job in front of a shell that does not wait for a
/// key, somebody who types, a program that prints or begins, or @p busyPercent of a processor.
/// Empty where it has no name (somebody types). Nothing: it is quiet.
std::optional<QString> whatGoesOn(const wire::Activity &now, const SeenActivity &before,
                                  double busyPercent);

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::work {

/// Removes what programs that were ended with the VM have left: locks of git in the repositories
/// below @p workspace, which would refuse every command for ever, and branches half received in
/// @p home. Only for the first process of a VM, before there is another.
void removeLeftovers(const QString &workspace, const QString &home);

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline/commands.h"

namespace skybranch::commandline {

/// After workspaces came or went: writes them anew where they are installed. A failure is told, and
/// is not the command's.
void refreshSshConfig(const Context &context, const QList<domain::Workspace> &all);

} // namespace skybranch::commandline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

namespace skybranch {

/// What the window and the command line have in common: names and translations. After the
/// application has been made.
void prepareProgram();

/// The session of an installed desktop: the user's data folder, skybranchd beside this program.
client::SessionConfig defaultConfig();

} // namespace skybranch

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

namespace skybranch::client {

/// Sets which backend @p config uses, for the window and for commands alike: the one that the
/// command line names, else SKYBRANCH_SERVER, else what was chosen in the settings, else the
/// bundled one. Its key file likewise, but SKYBRANCH_API_KEY_FILE goes to no backend that the
/// settings have chosen. @p config: with its data folder.
void chooseServer(SessionConfig &config, const QString &given, const QString &givenKeyFile);

/// What the settings choose from now on; empty: the bundled one. Errors: Unavailable.
Result<> keepServer(const QString &dataFolder, const QString &url);

} // namespace skybranch::client

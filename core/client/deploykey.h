// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QString>

namespace skybranch::client {

/// Gives @p publicKey write access to the GitHub repository at @p url, through the user's own gh
/// and its login. Errors: Unsupported (not on GitHub), NotFound (no gh), AuthenticationFailed (not
/// logged in), Forbidden (gh's own words).
Task<> addDeployKey(QString url, QString publicKey, QString title, StopToken stop);

} // namespace skybranch::client

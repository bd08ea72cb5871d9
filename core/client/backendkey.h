// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace skybranch::client {

/// The address of a hosted backend as everything else here expects it: without a slash at its end.
QString backendUrlOf(QString typed);

/// A hosted backend is reached by https; without it only on this computer.
/// Errors: InvalidArgument.
Result<> checkBackendUrl(const QString &url);

/// What the keychain calls the key of the hosted backend at @p url.
QString keychainName(const QString &url);

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "domain/account.h"

namespace skybranch::client {

/// The address of a hosted backend as everything else here expects it: with its scheme, which is
/// https where none was typed, and without a slash at its end.
QString backendUrlOf(QString typed);

/// A hosted backend is reached by https; without it only on this computer.
/// Errors: InvalidArgument.
Result<> checkBackendUrl(const QString &url);

// The key of the hosted backend at @p url. It lives in the user's keychain and nowhere else, for
// the window and for commands alike.

/// Whose @p key it is, as the backend says; nothing is kept. Errors: InvalidArgument (no address,
/// no key), Unauthorized, Unsupported (it is no Skybranch), Unavailable, Timeout.
Task<domain::Membership> checkKey(QString url, QByteArray key);

// As secrets::KeychainStore: it may ask the user, for as long as that takes.
Task<std::optional<QByteArray>> keptKey(QString url, StopToken stop);
Task<> keepKey(QString url, QByteArray key, StopToken stop);
Task<> forgetKey(QString url, StopToken stop);

} // namespace skybranch::client

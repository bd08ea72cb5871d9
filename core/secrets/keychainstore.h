// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

namespace skybranch::secrets {

/// The user's keychain (GNOME Keyring, KWallet, ...), under the service "skybranch". It may ask
/// the user to unlock it, for as long as that takes: show a state, and cancel with the token.
/// After a cancel the keychain may still carry out a write or a remove.
class KeychainStore final : public SecretStore
{
public:
    Task<std::optional<QByteArray>> read(QString key, StopToken stop = {}) override;
    Task<> write(QString key, QByteArray value, StopToken stop = {}) override;
    Task<> remove(QString key, StopToken stop = {}) override;
};

} // namespace skybranch::secrets

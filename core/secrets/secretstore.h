// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace skybranch::secrets {

/// Keeps small secrets (tokens and keys of at most maximumSecretSize bytes) by name. Used in a
/// thread with an event loop; a task may outlive the store.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    /// Nothing where none was written; that is no error.
    /// Errors: Forbidden (the user or the keychain said no), Unavailable (there is no keychain
    /// that works), Cancelled.
    virtual Task<std::optional<QByteArray>> read(QString key, StopToken stop = {}) = 0;

    /// Replaces what was there. Errors as read(), and TooLarge.
    virtual Task<> write(QString key, QByteArray value, StopToken stop = {}) = 0;

    /// Removing what is not there is a success. Errors as read().
    virtual Task<> remove(QString key, StopToken stop = {}) = 0;
};

/// The smallest limit of the keychains there are.
constexpr qsizetype maximumSecretSize = 2048;

[[nodiscard]] inline std::unexpected<Error> secretTooLarge()
{
    return failure(ErrorCode::TooLarge,
                   QStringLiteral("A secret may have at most %1 bytes. Use a shorter one.")
                       .arg(maximumSecretSize));
}

} // namespace skybranch::secrets

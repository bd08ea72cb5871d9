// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QHash>

namespace skybranch::secrets {

/// Forgets everything at the end of the program: where there is no keychain, and for tests.
class MemoryStore final : public SecretStore
{
public:
    Task<std::optional<QByteArray>> read(QString key, StopToken stop = {}) override;
    Task<> write(QString key, QByteArray value, StopToken stop = {}) override;
    Task<> remove(QString key, StopToken stop = {}) override;

private:
    QHash<QString, QByteArray> m_secrets;
};

} // namespace skybranch::secrets

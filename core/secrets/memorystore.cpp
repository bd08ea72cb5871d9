// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/memorystore.h"

namespace skybranch::secrets {

Task<std::optional<QByteArray>> MemoryStore::read(QString key, StopToken)
{
    const auto found = m_secrets.constFind(key);
    if (found == m_secrets.constEnd())
        co_return std::nullopt;
    co_return *found;
}

Task<> MemoryStore::write(QString key, QByteArray value, StopToken)
{
    if (value.size() > maximumSecretSize)
        co_return secretTooLarge();
    m_secrets.insert(key, value);
    co_return {};
}

Task<> MemoryStore::remove(QString key, StopToken)
{
    m_secrets.remove(key);
    co_return {};
}

} // namespace skybranch::secrets

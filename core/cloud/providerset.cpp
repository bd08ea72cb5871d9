// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/providerset.h"

namespace skybranch::cloud {

void ProviderSet::add(std::unique_ptr<providers::CloudProvider> provider)
{
    m_providers.push_back(std::move(provider));
}

Result<providers::CloudProvider *> ProviderSet::find(const QString &type) const
{
    for (const auto &provider : m_providers) {
        if (type.isEmpty() || provider->type() == type)
            return provider.get();
    }
    QStringList types;
    for (const auto &provider : m_providers)
        types.append(provider->type());
    return failure(ErrorCode::InvalidArgument,
                   QStringLiteral("The field \"provider\" names one that this backend does not "
                                  "have: it has %1.")
                       .arg(types.join(QStringLiteral(", "))));
}

std::vector<providers::CloudProvider *> ProviderSet::all() const
{
    std::vector<providers::CloudProvider *> result;
    for (const auto &provider : m_providers)
        result.push_back(provider.get());
    return result;
}

} // namespace skybranch::cloud

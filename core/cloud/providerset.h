// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/provider.h"

#include <memory>
#include <vector>

namespace skybranch::cloud {

/// The providers that this backend was started with; the first is the standard one.
class ProviderSet
{
public:
    void add(std::unique_ptr<providers::CloudProvider> provider);

    providers::CloudProvider &standard() const { return *m_providers.front(); }

    /// Empty @p type: the standard one. InvalidArgument where it is not known here.
    Result<providers::CloudProvider *> find(const QString &type) const;

    std::vector<providers::CloudProvider *> all() const;

private:
    std::vector<std::unique_ptr<providers::CloudProvider>> m_providers;
};

} // namespace skybranch::cloud

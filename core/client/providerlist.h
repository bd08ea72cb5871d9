// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/rowlist.h"
#include "client/views.h"

namespace skybranch::client {

/// The backend's providers.
class ProviderList : public RowList
{
public:
    QList<ProviderInfo> providers() const; ///< the default one first
};

} // namespace skybranch::client

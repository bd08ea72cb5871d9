// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"

namespace skybranch::ui {

/// "Docker", "Sandbox on this computer"; the type itself where it is one that we do not know.
QString providerLabel(const QString &type);

/// One line on what its VMs can do and what they can not.
QString providerAbout(const client::ProviderInfo &info);

/// Where the VMs of new workspaces run, as far as it is known.
struct PlaceWords
{
    QString sentence;
    QString meaning; ///< may be empty

    friend bool operator==(const PlaceWords &, const PlaceWords &) = default;
};
PlaceWords placeOf(const client::BackendInfo &backend);

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"

namespace skybranch::ui {

/// "Docker", "Sandbox on this computer"; the type itself where it is one that we do not know.
QString providerLabel(const QString &type);

/// One line on what its VMs can do and what they can not.
QString providerAbout(const client::ProviderInfo &info);

} // namespace skybranch::ui

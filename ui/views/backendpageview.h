// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"
#include "ui/dialogs/backendpage.h"

namespace skybranch::ui {

BackendPageView backendPageOf(const client::BackendInfo &info);

} // namespace skybranch::ui

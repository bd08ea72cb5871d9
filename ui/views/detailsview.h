// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"
#include "ui/dialogs/detailsdialog.h"
#include "ui/dialogs/usagedialog.h"

namespace skybranch::ui {

/// @p usage: of the row's workspace, where it is known by now.
DetailsView detailsOf(const client::WorktreeInfo &info,
                      const std::optional<client::UsageInfo> &usage, const QDateTime &now);

UsageView usageViewOf(const client::UsageInfo &usage);

/// "2 CPU, 4 GB" for "2cpu-4096mb"; another provider's words as they are.
QString sizeWords(const QString &size);

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/news.h"

namespace skybranch {

/// The desktop's own notifications (org.freedesktop.Notifications). Where no service has that name,
/// nothing happens.
class SystemNotifier final : public ui::Notifier
{
public:
    void notify(const QString &title, const QString &text) override;
};

} // namespace skybranch

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace skybranch::ui {

/// The keys of every list that opens over a window: Escape calls @p close, up and down have @p step
/// choose another row. False: @p key is another one.
bool heedPopupKey(int key, const std::function<void()> &close,
                  const std::function<void(int rows)> &step);

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skybranch::ui {

/// Whether windows may be see-through, so that a menu can have round corners.
bool isComposited();

} // namespace skybranch::ui

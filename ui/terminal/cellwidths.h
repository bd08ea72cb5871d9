// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace skybranch::ui {

/// Cells that a character takes in a terminal, as the emulator counts them: 0, 1 or 2.
int cellsOf(char32_t character);
int cellsOf(QStringView text);

} // namespace skybranch::ui

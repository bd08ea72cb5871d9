// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace skybranch::ui {

/// The file of the terminal colour scheme "Skybranch Light" or "Skybranch Dark", as QTermWidget
/// reads it. Made from the token table at the first call and kept while the program runs.
QString terminalSchemeFile(bool dark);

/// The names of well known schemes that the library brings.
QStringList terminalSchemes();

/// What such a file holds.
QString terminalSchemeText(bool dark);

} // namespace skybranch::ui

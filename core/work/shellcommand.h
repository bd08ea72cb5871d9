// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::work {

/// `skybranch-guest shell`: becomes the user's login shell, in the repository where there is one.
/// By @p terminal, which may be empty, foregroundJobOf() finds it. Comes back only where that
/// fails, with an exit code.
int becomeShell(const QString &repositoryFolder, const QString &terminal);

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace skybranch::git {

/// The sentences of this room, in the user's language where a translator is installed.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(git)
};

} // namespace skybranch::git

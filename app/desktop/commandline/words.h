// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace skybranch::commandline {

/// The sentences of the command line, in the user's language where a translator is installed.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(commandline)
};

} // namespace skybranch::commandline

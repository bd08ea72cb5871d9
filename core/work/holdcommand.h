// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::work {

struct HoldOrder
{
    QString id; ///< a terminal's
    QString home;
    QString folder; ///< where the shell starts; where there is none, in @c home
    QString name;
    int readyDescriptor = -1; ///< gets "ready" once it can be connected to, or what is wrong
};

/// `skybranch-guest hold`: holds a terminal until its shell has ended. Needs a QCoreApplication;
/// gives an exit code.
int runHold(const HoldOrder &order);

} // namespace skybranch::work

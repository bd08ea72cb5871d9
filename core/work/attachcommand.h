// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace skybranch::work {

struct AttachOrder
{
    QString id; ///< as it was given
    QString home;
    bool create = false; ///< where there is no such terminal yet
    QStringList hold; ///< of a new terminal's `skybranch-guest hold ID`: what follows
};

/// `skybranch-guest attach`: joins stdin and stdout to a terminal's holder, or plays what is kept
/// of one that has ended (wire/terminalframes.h). Blocks. Gives an exit code: 2 where the id is
/// none, 3 where there is no such terminal.
int runAttach(const AttachOrder &order);

} // namespace skybranch::work

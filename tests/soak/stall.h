// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machines.h"

namespace skybranch::soak {

/// What each part of a terminal does at this moment, for the report of one that stands still: how
/// far its holder has come, who is attached, in what each process waits, and what lies unread or
/// unsent in the connections. One line each.
QString terminalParts(Machines &machines, qint64 desktop, const QString &terminal);

} // namespace skybranch::soak

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"

#include <QUrl>

namespace skybranch::ui {

/// One port of a VM, as a row says it.
struct PortView
{
    quint16 port = 0;
    QString program; ///< of the VM, or why nothing answers
    QString address; ///< "localhost:3000"; empty where it is not forwarded
    QUrl url; ///< of that address
    bool canStop = false;
    QString problem; ///< a sentence; may be empty

    friend bool operator==(const PortView &, const PortView &) = default;
};

/// The ports of the selected worktree's VM.
struct PortsView
{
    bool hasVm = false; ///< there is something to tell
    QList<PortView> ports;
    QString empty; ///< a sentence in their place, while there are none
    QString hint; ///< what the addresses are; may be empty

    friend bool operator==(const PortsView &, const PortsView &) = default;
};

PortsView portsOf(const client::WorktreeInfo &info, const client::PortsInfo &ports);

} // namespace skybranch::ui

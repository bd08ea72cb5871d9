// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::domain {

/// A TCP port on which a program of a VM listens, where the VM's own loopback reaches it. The
/// program's name is a stranger's word.
struct ListeningPort
{
    quint16 port = 0;
    QString program; ///< "node"; empty where it is not known
    bool onlyIpv6 = false; ///< it listens at ::1, and so not at 127.0.0.1
    bool onlyLoopback = false; ///< nobody outside the VM reaches it by the network

    friend bool operator==(const ListeningPort &, const ListeningPort &) = default;
};

} // namespace skybranch::domain

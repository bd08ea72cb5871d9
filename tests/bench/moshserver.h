// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/sshrig.h"
#include "bench/terminalwindow.h"

#include <sys/types.h>

namespace skybranch::bench {

/// mosh-server on the far side, started over SSH as mosh does it; it ends with this object.
class MoshServer
{
public:
    static bool isHere();

    /// With @p remoteCommand in its terminal.
    static Result<std::unique_ptr<MoshServer>> start(const SshRig &rig,
                                                     const QStringList &remoteCommand);
    ~MoshServer();

    /// Of UDP, on loopback.
    quint16 port() const { return m_port; }

    /// The client of this server, which it reaches through @p port.
    static QStringList clientCommand(quint16 port);
    TerminalWindow::Variables clientVariables() const;

private:
    MoshServer() = default;

    quint16 m_port = 0;
    QString m_key;
    pid_t m_process = 0;
};

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "support/sshserver.h"

#include <memory>

namespace skybranch::bench {

/// An SSH server on loopback, the same for all that is measured, and how to reach it.
class SshRig
{
public:
    static Result<std::unique_ptr<SshRig>> start();

    /// Lets everybody reach the server through another @p port of loopback; 0: its own one.
    void setDetour(quint16 port) { m_detour = port; }
    quint16 port() const { return m_server.port(); }

    /// OpenSSH's client with @p remoteCommand in a terminal on the far side. Keystroke timing is
    /// not obscured: the 20 ms grid of that would hide what is measured.
    QStringList sshCommand(const QStringList &remoteCommand) const;

    /// The same server, as the first arguments of skybranch-bench-view.
    QStringList viewArguments() const;

    /// A certificate for the key that skybranch-bench-view made for itself.
    QString sign(const QString &publicKey);

private:
    SshRig() = default;
    Result<> makeKey();
    QString reachedPort() const;

    QTemporaryDir m_folder;
    test::SshServer m_server;
    quint16 m_detour = 0;
};

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

#include <sys/types.h>

namespace skybranch::work {

/// Whose key a certificate was made for: the part "key-..." of its identity, in what sshd writes
/// down of a login ("publickey ssh-ed25519-cert-v01@openssh.com AAAA..."). Empty where there is
/// none. It can come from anybody in the VM.
QString keyOfLogin(const QByteArray &authenticationInfo);

/// Ends the SSH connections that one of @p keys has opened; with @p alsoUntold those, too, that
/// stand for some seconds without a session that says whose they are, and come back by themselves
/// if they may. @p keeper is the parent of the VM's sshd. Gives how many there were.
int endConnections(const QSet<QString> &keys, bool alsoUntold, pid_t keeper);

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QString>
#include <QStringList>

namespace skybranch::work {

/// The public half of this VM's own ed25519 key, which is made on first use and never leaves the
/// VM: "ssh-ed25519 AAAA... skybranch-<host name>".
Task<QString> ensureVmKey(QString home);

/// Pins host keys of git remotes: adds these lines to ~/.ssh/known_hosts where they are missing.
/// Errors: InvalidArgument for a line that is none of "host type key".
Result<> trustRemote(const QString &home, const QStringList &knownHosts);

/// The GIT_SSH_COMMAND of the daemon: the VM's key, pinned hosts only, and no questions.
QString gitSshCommand(const QString &home);

} // namespace skybranch::work

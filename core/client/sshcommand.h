// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"

#include <QDateTime>

namespace skybranch::client {

/// A command line for any terminal of this computer.
struct SshCommand
{
    QString line;
    QDateTime until; ///< a login after it is refused; one that is there goes on
};

/// A command that logs in to the VM of @p id with the user's own ed25519 key. It needs a
/// certificate for that key and the VM's host keys, which are written below @p folder: neither is a
/// secret. Errors: NotFound (the user has no such key), and what the backend says.
Task<SshCommand> sshCommandFor(std::shared_ptr<ApiClient> api, WorkspaceId id, QString folder);

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"

namespace skybranch::commandline {

QString installedSshConfig(); ///< whether it is there or not

/// Where the files of OpenSSH are that the Host blocks name.
QString sshFolderOf(const client::SessionConfig &config);

/// "skybranch ssh-config", with the blocks of @p all. Errors: Unavailable (the disk).
Result<QString> sshConfigOf(const client::SessionConfig &config,
                            const QList<domain::Workspace> &all);
Result<> installSshConfig(const QString &text);
Result<> removeSshConfig();

/// After workspaces came or went: writes the Host blocks anew where those of the same backend and
/// data folder are installed.
Result<> refreshSshConfig(const client::SessionConfig &config, const QList<domain::Workspace> &all);

} // namespace skybranch::commandline

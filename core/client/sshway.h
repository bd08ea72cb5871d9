// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/apiclient.h"

namespace skybranch::client {

/// The files that OpenSSH needs for a workspace. Their paths are known before they are there, so
/// that a configuration can name them.
struct SshFiles
{
    QString key; ///< private, of all workspaces; it opens nothing without a certificate
    QString certificate; ///< for the key; good for some minutes
    QString knownHosts; ///< the VM's host keys, under the alias
    QString alias; ///< the HostKeyAlias: stays when a VM gets another port
};

/// A way into a VM for OpenSSH: its files are written.
struct SshWay
{
    QString host;
    quint16 port = 0;
    QString user;
    SshFiles files;
};

/// @p folder: below the desktop's data folder.
SshFiles sshFilesOf(const QString &folder, WorkspaceId id);

/// "Keyword=value" of ssh_config, quoted for it: only this key, only these hosts.
QStringList sshOptionsOf(const SshFiles &files);

/// Makes the key where it is missing, and asks for a certificate. Any number of processes may do
/// so at a time. Errors: what the backend says, Unavailable (the disk, or no ssh-keygen).
Task<SshWay> prepareSsh(std::shared_ptr<ApiClient> api, WorkspaceId id, QString folder);

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

namespace skybranch::providers {

/// The key by which a VM is known, made when the VM is made.
struct HostKey
{
    QByteArray secret; ///< as OpenSSH keeps it in a file
    QString known; ///< "ssh-ed25519 AAAA..."
};

/// Makes a key into the file @p path and its public half into @p path.pub.
Task<> makeHostKeyFile(QString path);

/// Makes a key that no file keeps.
Task<HostKey> makeHostKey();

/// What a file of a public key holds, without its comment.
QString hostKeyOf(const QByteArray &file);

} // namespace skybranch::providers

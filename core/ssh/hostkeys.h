// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace skybranch::ssh {

/// A server's public key, as a line of a known_hosts or .pub file holds it.
struct HostKey
{
    QByteArray type; ///< "ssh-ed25519"
    QByteArray blob; ///< the decoded second word

    bool operator==(const HostKey &) const = default;
};

/// Reads "type base64 [comment]" lines. Fails on the first that is none, and when there is none
/// at all: a connection without a pinned key is never made.
Result<QList<HostKey>> parseHostKeys(const QStringList &lines);

/// The signature algorithms to offer so that the server shows a key of a pinned type.
QByteArray hostKeyAlgorithms(const QList<HostKey> &keys);

/// "SHA256:..." as ssh-keygen -l shows it.
QString fingerprint(const QByteArray &blob);

} // namespace skybranch::ssh

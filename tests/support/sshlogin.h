// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/login.h"
#include "support/sshserver.h"

namespace skybranch::test {

/// For tests that link the room ssh: where @p server is, with its host key pinned.
inline ssh::Endpoint endpointOf(const SshServer &server)
{
    return {QStringLiteral("127.0.0.1"), server.port(), loginName(), {server.hostKey()}};
}

/// A new key with a certificate that @p server takes.
inline ssh::CertificateLogin loginTo(SshServer &server)
{
    const ssh::KeyPair key = *ssh::KeyPair::create();
    return {key, server.sign(key.publicKey())};
}

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/keypair.h"

#include <QStringList>

#include <variant>

namespace skybranch::ssh {

/// Where an SSH server is, and by what it is known.
struct Endpoint
{
    QString host;
    quint16 port = 22;
    QString user;
    QStringList hostKeys; ///< "ssh-ed25519 AAAA..." lines; the server must show one of these
};

/// A key with the certificate line that a certificate authority made for it.
struct CertificateLogin
{
    KeyPair key;
    QString certificate; ///< "ssh-ed25519-cert-v01@openssh.com AAAA..."
};

/// What a provider's gateway takes as a password.
struct TokenLogin
{
    QString token;
};

using Login = std::variant<CertificateLogin, TokenLogin>;

} // namespace skybranch::ssh

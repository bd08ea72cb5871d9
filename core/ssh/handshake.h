// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/hostkeys.h"
#include "ssh/link.h"
#include "ssh/login.h"

namespace skybranch::ssh {

/// From a connected socket to a logged-in session, in the SSH thread. The server is known before
/// it hears the user's name.
class Handshake
{
public:
    Handshake(Link &link, const Endpoint &endpoint, QDeadlineTimer deadline);

    /// Errors: HostKeyMismatch, AuthenticationFailed, InvalidArgument (host key or certificate
    /// can not be read), Timeout, Cancelled, Unavailable.
    Result<> run(const Login &login);

private:
    Result<> setOptions();
    Result<> exchangeKeys();
    Result<> checkHostKey();
    Result<> logIn(const CertificateLogin &login);
    Result<> logIn(const TokenLogin &login);
    Result<int> answerPrompts(const QByteArray &token);
    Result<> outcome(const Result<int> &answer, const QString &hint) const;

    Link &m_link;
    const Endpoint &m_endpoint;
    QDeadlineTimer m_deadline;
    QList<HostKey> m_hostKeys;
};

} // namespace skybranch::ssh

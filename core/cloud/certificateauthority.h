// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/ids.h"

#include <QDateTime>
#include <QString>

namespace skybranch::cloud {

struct Certificate
{
    QString line; ///< "ssh-ed25519-cert-v01@openssh.com AAAA..."
    QString principal;
    QDateTime expiresAt;
};

/// Makes five-minute SSH certificates for VMs with a key of its own, that never leaves its folder.
class CertificateAuthority
{
public:
    /// The key in @p folder (0700), made there when there is none.
    static Task<CertificateAuthority> open(QString folder);

    /// The private key in @p keyFile, which may be read-only and which all backends of a database
    /// share; @p folder (0700) is for what is only needed to sign.
    static Task<CertificateAuthority> openShared(QString keyFile, QString folder);

    /// "ssh-ed25519 AAAA...": what a VM trusts.
    QString publicKey() const { return m_publicKey; }

    /// A certificate for @p publicKey that logs into @p vm alone: terminals and port forwarding,
    /// nothing else. @p holder is who asked, and @p apiKey what with:
    /// the VM tells connections apart by it.
    /// InvalidArgument unless @p publicKey is one well-formed line of an ed25519 key.
    Task<Certificate> sign(QString publicKey, VmId vm, UserId holder, QUuid apiKey = {}) const;

private:
    CertificateAuthority(QString folder, QString keyFile, QString publicKey)
        : m_folder(std::move(folder))
        , m_keyFile(std::move(keyFile))
        , m_publicKey(std::move(publicKey))
    {
    }

    QString m_folder;
    QString m_keyFile;
    QString m_publicKey;
};

} // namespace skybranch::cloud

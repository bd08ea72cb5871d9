// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "providers/provider.h"
#include "support/result.h"

#include <QTemporaryDir>

namespace skybranch::test {

/// Logs in to VMs as a backend's user does: a certificate authority, a user's key, and OpenSSH's
/// own client with the VM's host key pinned.
class VmLogin
{
public:
    Result<> start()
    {
        for (const char *name : {"ca", "user"}) {
            auto made
                = await(runProcess({.program = QStringLiteral("ssh-keygen"),
                                    .arguments = {QStringLiteral("-q"), QStringLiteral("-t"),
                                                  QStringLiteral("ed25519"), QStringLiteral("-N"),
                                                  QString(), QStringLiteral("-f"), path(name)}}));
            if (!made)
                return failure(made);
        }
        return {};
    }

    /// Of the certificates from now on, as ssh-keygen -V takes it.
    void setValidity(const QString &validity) { m_validity = validity; }

    static inline const QString now = QStringLiteral("-1m:+5m");

    QString caPublicKey() const { return line(path("ca.pub")); }
    QString caFile() const { return path("ca"); }

    /// A tag that no other test has: they share an engine.
    QString tag(const QString &name = QStringLiteral("test")) const
    {
        return name + QLatin1Char('-') + m_owner.toString();
    }

    /// A VmSpec whose VM trusts this authority.
    providers::VmSpec spec(const QString &name = QStringLiteral("test")) const
    {
        return {.id = VmId::create(),
                .owner = m_owner,
                .tag = tag(name),
                .hostName = QStringLiteral("shop"),
                .caPublicKey = caPublicKey()};
    }

    /// Runs @p command in the VM, with a certificate for @p principal (empty: the VM's own), and
    /// gives what ssh and the command said.
    Result<ProcessOutput> run(providers::CloudProvider &provider, const QString &vmId,
                              const QString &command, const QByteArray &input = {},
                              const QString &principal = {})
    {
        auto spec = sshFor(provider, vmId, principal.isEmpty() ? vmId : principal);
        if (!spec)
            return failure(spec);
        spec->arguments << command;
        spec->input = input;
        return await(runProcess(*spec), 60'000);
    }

    /// The trimmed output of a command that has to work.
    Result<QString> output(providers::CloudProvider &provider, const QString &vmId,
                           const QString &command)
    {
        const auto done = run(provider, vmId, command);
        if (!done)
            return failure(done);
        if (done->exitCode != 0)
            return failure(ErrorCode::Internal, command, QString::fromUtf8(done->err));
        return QString::fromUtf8(done->out).trimmed();
    }

    /// `ssh ...` without the command to run there.
    Result<ProcessSpec> sshCommand(providers::CloudProvider &provider, const QString &vmId)
    {
        return sshFor(provider, vmId, vmId);
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }

    static QString line(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed()
                                              : QString();
    }

    Result<ProcessSpec> sshFor(providers::CloudProvider &provider, const QString &vmId,
                               const QString &principal)
    {
        const auto endpoint = await(provider.sshEndpoint(vmId));
        if (!endpoint)
            return failure(endpoint);
        const auto certified = await(runProcess(
            {.program = QStringLiteral("ssh-keygen"),
             .arguments = {QStringLiteral("-q"), QStringLiteral("-s"), path("ca"),
                           QStringLiteral("-I"), QStringLiteral("test"), QStringLiteral("-n"),
                           principal, QStringLiteral("-V"), m_validity, path("user.pub")}}));
        if (!certified)
            return failure(certified);
        QFile known(path("known_hosts"));
        if (!known.open(QIODevice::WriteOnly))
            return failure(ErrorCode::Internal, QStringLiteral("no known_hosts"));
        for (const QString &key : endpoint->hostKeys)
            known.write(QStringLiteral("[%1]:%2 %3\n")
                            .arg(endpoint->host, QString::number(endpoint->port), key)
                            .toUtf8());
        QStringList arguments{QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("-p"),
                              QString::number(endpoint->port)};
        for (const QString &option : QStringList{
                 QStringLiteral("BatchMode=yes"), QStringLiteral("StrictHostKeyChecking=yes"),
                 QStringLiteral("GlobalKnownHostsFile=none"),
                 QStringLiteral("UserKnownHostsFile=") + known.fileName(),
                 QStringLiteral("IdentitiesOnly=yes"), QStringLiteral("IdentityAgent=none"),
                 QStringLiteral("IdentityFile=") + path("user"),
                 QStringLiteral("CertificateFile=") + path("user-cert.pub")})
            arguments << QStringLiteral("-o") << option;
        arguments << QStringLiteral("-l") << endpoint->user << endpoint->host;
        return ProcessSpec{.program = QStringLiteral("ssh"), .arguments = arguments};
    }

    QTemporaryDir m_folder;
    UserId m_owner = UserId::create();
    QString m_validity = now;
};

} // namespace skybranch::test

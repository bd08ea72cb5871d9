// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sshrig.h"

namespace skybranch::bench {

namespace {

/// The server's name for ssh, whatever port it is reached by.
const auto hostAlias = QStringLiteral("bench");

} // namespace

Result<std::unique_ptr<SshRig>> SshRig::start()
{
    auto rig = std::unique_ptr<SshRig>(new SshRig);
    return rig->m_server.start().and_then([&] { return rig->makeKey(); }).transform([&] {
        return std::move(rig);
    });
}

QString SshRig::sign(const QString &publicKey)
{
    return m_server.sign(publicKey, QStringLiteral("-1m:+1d"));
}

/// The key of the plain ssh, with its certificate and the server's host key where ssh looks.
Result<> SshRig::makeKey()
{
    const auto key = m_folder.filePath(QStringLiteral("key"));
    const auto made = test::await(runProcess(
        {.program = QStringLiteral("ssh-keygen"),
         .arguments = {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                       QStringLiteral("-N"), QString(), QStringLiteral("-f"), key}}));
    if (!made)
        return failure(made);
    const auto certificate = sign(test::fileLine(key + QStringLiteral(".pub")));
    const QString host = hostAlias + u' ' + m_server.hostKey() + u'\n';
    return writePrivateFile(key + QStringLiteral("-cert.pub"), certificate.toUtf8() + '\n')
        .and_then([&] {
            return writePrivateFile(m_folder.filePath(QStringLiteral("known_hosts")),
                                    host.toUtf8());
        });
}

QString SshRig::reachedPort() const
{
    return QString::number(m_detour ? m_detour : m_server.port());
}

QStringList SshRig::sshCommand(const QStringList &remoteCommand) const
{
    QStringList command{QStringLiteral("ssh"), QStringLiteral("-tt"),
                        QStringLiteral("-F"),  QStringLiteral("none"),
                        QStringLiteral("-p"),  reachedPort(),
                        QStringLiteral("-l"),  test::loginName(),
                        QStringLiteral("-i"),  m_folder.filePath(QStringLiteral("key"))};
    const QStringList options{
        QStringLiteral("UserKnownHostsFile=") + m_folder.filePath(QStringLiteral("known_hosts")),
        QStringLiteral("HostKeyAlias=") + hostAlias,
        QStringLiteral("StrictHostKeyChecking=yes"),
        QStringLiteral("IdentitiesOnly=yes"),
        QStringLiteral("ObscureKeystrokeTiming=no"),
    };
    for (const auto &option : options)
        command << QStringLiteral("-o") << option;
    return command << QStringLiteral("127.0.0.1") << remoteCommand;
}

QStringList SshRig::viewArguments() const
{
    return {reachedPort(), test::loginName(), m_server.hostKey()};
}

} // namespace skybranch::bench

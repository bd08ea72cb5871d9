// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/vmspec.h"

#include <QRegularExpression>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

// ExposeAuthInfo tells the guest whose a session is. VersionAddendum lets us know
// this sshd from another that took the port.
constexpr char sshdTemplate[] = R"(ListenAddress %1
Port %2
VersionAddendum skybranch-%3
HostKey /etc/skybranch/ssh_host_ed25519_key
PidFile none
UsePAM no
AuthenticationMethods publickey
AuthorizedKeysFile none
TrustedUserCAKeys /etc/skybranch/user_ca.pub
AuthorizedPrincipalsFile /etc/skybranch/principals
AllowUsers dev
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitUserEnvironment no
PermitUserRC no
AllowAgentForwarding yes
X11Forwarding no
PermitTunnel no
AllowTcpForwarding yes
PermitOpen 127.0.0.1:* [::1]:* localhost:*
LoginGraceTime 30
MaxSessions 256
ExposeAuthInfo yes
ClientAliveInterval 20
ClientAliveCountMax 3
PrintMotd no
PrintLastLog no
SetEnv LANG=C.UTF-8 PATH=/home/dev/.local/bin:/opt/skybranch/bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
AcceptEnv LANG LC_* COLORTERM
Subsystem sftp internal-sftp
)";

} // namespace

Result<> checkSpec(const VmSpec &spec)
{
    static const QRegularExpression hostName(u"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"_s);
    static const QRegularExpression key(
        u"^(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [^\\n\\r]*)?$"_s);
    if (spec.id.isNull())
        return failure(ErrorCode::InvalidArgument, u"A VM needs an id."_s);
    if (!hostName.match(spec.hostName).hasMatch())
        return failure(ErrorCode::InvalidArgument,
                       u"\"%1\" is no host name. Use a-z, 0-9 and -."_s.arg(spec.hostName));
    if (!key.match(spec.caPublicKey).hasMatch())
        return failure(ErrorCode::InvalidArgument, u"The CA's public key is no public key."_s);
    return {};
}

QByteArray sshdConfig(const QString &address, quint16 port, VmId id)
{
    return QString::fromLatin1(sshdTemplate)
        .arg(address, QString::number(port), id.toString())
        .toLatin1();
}

VmId vmIdOf(const QString &providerVmId)
{
    const VmId id = VmId::fromString(providerVmId);
    return id.toString() == providerVmId ? id : VmId();
}

} // namespace skybranch::providers

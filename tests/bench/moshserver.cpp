// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/moshserver.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QUdpSocket>

#include <csignal>

namespace skybranch::bench {

namespace {

const auto locale = QStringLiteral("C.UTF-8");

/// Nobody has it now. mosh-server is told it, because the way to it is made first.
quint16 freePort()
{
    QUdpSocket probe;
    probe.bind(QHostAddress::LocalHost);
    return probe.localPort();
}

} // namespace

bool MoshServer::isHere()
{
    return !QStandardPaths::findExecutable(QStringLiteral("mosh-server")).isEmpty()
        && !QStandardPaths::findExecutable(QStringLiteral("mosh-client")).isEmpty();
}

Result<std::unique_ptr<MoshServer>> MoshServer::start(const SshRig &rig,
                                                      const QStringList &remoteCommand)
{
    auto self = std::unique_ptr<MoshServer>(new MoshServer);
    auto words = rig.sshCommand(
        QStringList{QStringLiteral("mosh-server"), QStringLiteral("new"), QStringLiteral("-i"),
                    QStringLiteral("127.0.0.1"), QStringLiteral("-p"), QString::number(freePort()),
                    QStringLiteral("-l"), QStringLiteral("LANG=") + locale, QStringLiteral("--")}
        + remoteCommand);
    const auto program = words.takeFirst();
    const auto ran = test::await(runProcess({.program = program, .arguments = words}));
    if (!ran)
        return failure(ran);
    static const QRegularExpression connect(QStringLiteral("MOSH CONNECT (\\d+) (\\S+)"));
    static const QRegularExpression detached(QStringLiteral("pid = (\\d+)"));
    const auto said = QString::fromUtf8(ran->out + ran->err);
    const auto reached = connect.match(said);
    if (!reached.hasMatch())
        return failure(ErrorCode::Unavailable, QStringLiteral("mosh-server does not start."),
                       said.left(1000));
    self->m_port = reached.captured(1).toUShort();
    self->m_key = reached.captured(2);
    self->m_process = detached.match(said).captured(1).toInt();
    return self;
}

MoshServer::~MoshServer()
{
    // It has ended already where its client could say goodbye, and another may have its number.
    const auto name = test::fileLine(QStringLiteral("/proc/%1/comm").arg(m_process));
    if (m_process > 1 && name == QLatin1StringView("mosh-server"))
        ::kill(m_process, SIGTERM);
}

QStringList MoshServer::clientCommand(quint16 port)
{
    return {QStringLiteral("mosh-client"), QStringLiteral("127.0.0.1"), QString::number(port)};
}

TerminalWindow::Variables MoshServer::clientVariables() const
{
    return {{QStringLiteral("MOSH_KEY"), m_key}, {QStringLiteral("LANG"), locale}};
}

} // namespace skybranch::bench

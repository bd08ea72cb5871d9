// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/dockerbyhand.h"

#include "base/paths.h"
#include "base/process.h"
#include "support/result.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QTcpServer>

namespace skybranch::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerTimeoutMs = 60'000;
constexpr int sshFailed = 255;

Result<ProcessOutput> execute(const QString &program, const QStringList &arguments)
{
    return test::await(runProcess({.program = program, .arguments = arguments}), answerTimeoutMs);
}

/// What a program that has to work prints, trimmed.
Result<QString> output(const QString &program, const QStringList &arguments)
{
    const auto done = execute(program, arguments);
    if (!done)
        return failure(done);
    if (done->exitCode != 0)
        return failure(ErrorCode::Internal, u"%1 %2 has failed."_s.arg(program, arguments.first()),
                       QString::fromUtf8(done->err));
    return QString::fromUtf8(done->out).trimmed();
}

/// A server for one user, with keys from a mounted folder; sshd takes none that others can read.
constexpr auto server = "cp /keys/host /tmp/host && cp /keys/user.pub /tmp/authorized && "
                        "chmod 600 /tmp/host /tmp/authorized && "
                        "exec /usr/sbin/sshd -D -e -f /dev/null -p 2222 -h /tmp/host "
                        "-o AuthorizedKeysFile=/tmp/authorized -o PidFile=none -o StrictModes=no";

} // namespace

DockerByHand::DockerByHand(QString folder, QString image, QString repository, QString branch)
    : m_folder(std::move(folder))
    , m_image(std::move(image))
    , m_repository(std::move(repository))
    , m_branch(std::move(branch))
    , m_network(u"skybranch-bench-%1"_s.arg(QCoreApplication::applicationPid()))
{
}

DockerByHand::~DockerByHand()
{
    if (m_gitHost.state() != QProcess::NotRunning) {
        m_gitHost.terminate();
        m_gitHost.waitForFinished();
    }
    if (!m_gateway.isEmpty() && !output(u"docker"_s, {u"network"_s, u"rm"_s, m_network}))
        qWarning() << "left behind: the network" << m_network;
}

Result<> DockerByHand::prepare()
{
    QDir().mkpath(m_folder);
    for (const auto &name : {u"host"_s, u"user"_s}) {
        const auto made = output(
            u"ssh-keygen"_s,
            {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, {}, u"-f"_s, m_folder + u'/' + name});
        if (!made)
            return failure(made);
    }
    // Read by another user in the container; nothing but this benchmark trusts these keys.
    QFile::setPermissions(m_folder + u"/host"_s,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup
                              | QFile::ReadOther);
    if (auto made = output(u"docker"_s, {u"network"_s, u"create"_s, m_network}); !made)
        return failure(made);
    const auto gateway = output(u"docker"_s,
                                {u"network"_s, u"inspect"_s, u"--format"_s,
                                 u"{{(index .IPAM.Config 0).Gateway}}"_s, m_network});
    if (!gateway)
        return failure(gateway);
    m_gateway = *gateway;
    return startGitHost();
}

Result<> DockerByHand::startGitHost()
{
    QTcpServer probe;
    probe.listen(QHostAddress(m_gateway));
    m_gitPort = probe.serverPort();
    probe.close();
    m_gitHost.start(u"git"_s,
                    {u"daemon"_s, u"--listen="_s + m_gateway, u"--port=%1"_s.arg(m_gitPort),
                     u"--export-all"_s, u"--base-path="_s + m_repository});
    if (m_gitHost.waitForStarted())
        return {};
    return failure(ErrorCode::Internal, u"The git host does not start."_s);
}

Result<QString> DockerByHand::startContainer()
{
    return output(u"docker"_s,
                  {u"run"_s, u"--detach"_s, u"--network"_s, m_network, u"--publish"_s,
                   u"127.0.0.1::2222"_s, u"--user"_s, u"1000:1000"_s, u"--volume"_s,
                   m_folder + u":/keys:ro"_s, u"--entrypoint"_s, u"/bin/sh"_s, m_image, u"-c"_s,
                   QString::fromLatin1(server)});
}

Result<> DockerByHand::cloneIn(const QString &container)
{
    const auto address = output(u"docker"_s, {u"port"_s, container, u"2222"_s});
    if (!address)
        return failure(address);
    const auto port = address->section(u':', -1);
    const auto hostKey = readFile(m_folder + u"/host.pub"_s);
    if (!hostKey)
        return failure(hostKey);
    const auto known = m_folder + u"/known_hosts"_s;
    if (auto written = writePrivateFile(known, "[127.0.0.1]:" + port.toLatin1() + ' ' + *hostKey);
        !written)
        return written;
    // All words come from the rig, and hold nothing that a shell reads as its own.
    const QStringList ssh{
        u"-F"_s,
        u"none"_s,
        u"-p"_s,
        port,
        u"-l"_s,
        u"dev"_s,
        u"-i"_s,
        m_folder + u"/user"_s,
        u"-o"_s,
        u"IdentitiesOnly=yes"_s,
        u"-o"_s,
        u"BatchMode=yes"_s,
        u"-o"_s,
        u"StrictHostKeyChecking=yes"_s,
        u"-o"_s,
        u"UserKnownHostsFile="_s + known,
        u"127.0.0.1"_s,
        u"git clone -q --branch %1 git://%2:%3/ /workspace/byhand && cd /workspace/byhand && id"_s
            .arg(m_branch, m_gateway)
            .arg(m_gitPort)};
    const QDeadlineTimer deadline(answerTimeoutMs);
    while (!deadline.hasExpired()) {
        const auto done = execute(u"ssh"_s, ssh);
        if (!done)
            return failure(done);
        if (done->exitCode == 0)
            return {};
        if (done->exitCode != sshFailed)
            return failure(ErrorCode::Internal, u"The clone by hand has failed."_s,
                           QString::fromUtf8(done->err));
    }
    return failure(ErrorCode::Timeout, u"The container does not answer ssh."_s);
}

Result<double> DockerByHand::run()
{
    QElapsedTimer timer;
    timer.start();
    const auto container = startContainer();
    if (!container)
        return failure(container);
    const auto cloned = cloneIn(*container);
    const double time = double(timer.nsecsElapsed()) / 1e6;
    if (auto removed = output(u"docker"_s, {u"rm"_s, u"--force"_s, *container}); !removed)
        return failure(removed);
    if (!cloned)
        return failure(cloned);
    return time;
}

} // namespace skybranch::bench

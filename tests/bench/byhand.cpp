// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/byhand.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace skybranch::bench {

namespace {

constexpr int answerTimeoutMs = 60'000;

double elapsedMs(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

ByHand::ByHand(const QString &folder, test::GitRemote &remote, QString url, QString branch)
    : m_remote(remote)
    , m_url(std::move(url))
    , m_branch(std::move(branch))
    , m_provider(folder,
                 QCoreApplication::applicationDirPath() + QStringLiteral("/skybranch-guest"))
{
}

Result<ByHand::Times> ByHand::run()
{
    if (!m_hasKeys) {
        if (auto made = m_login.start(); !made)
            return failure(made);
        m_hasKeys = true;
    }
    QElapsedTimer timer;
    timer.start();
    const auto vm = test::await(m_provider.createVm(m_login.spec(), {}));
    if (!vm)
        return failure(vm);
    const auto first = m_login.output(m_provider, vm->providerVmId, QStringLiteral("id"));
    Times times{.vmMs = elapsedMs(timer)};
    const auto answered
        = first.and_then([&](const QString &) { return letIn(vm->providerVmId); }).and_then([&] {
              return cloneIn(vm->providerVmId);
          });
    if (auto removed = test::await(m_provider.deleteVm(vm->providerVmId)); !removed)
        return failure(removed);
    if (!answered)
        return failure(answered);
    times.answeredMs = *answered;
    return times;
}

/// The VM gets a key that the git host knows, and the git host's key: not measured.
Result<> ByHand::letIn(const QString &vm)
{
    const auto key
        = m_login.output(m_provider, vm,
                         QStringLiteral("mkdir -p -m 700 ~/.ssh && { test -e ~/.ssh/id_ed25519 || "
                                        "ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519; } && "
                                        "cat ~/.ssh/id_ed25519.pub"));
    if (!key)
        return failure(key);
    m_remote.authorize(*key);
    const auto known = m_login.run(m_provider, vm, QStringLiteral("cat > ~/.ssh/known_hosts"),
                                   m_remote.knownHostsLine());
    if (!known)
        return failure(known);
    return {};
}

Result<double> ByHand::cloneIn(const QString &vm)
{
    auto spec = m_login.sshCommand(m_provider, vm);
    if (!spec)
        return failure(spec);
    // Both come from the rig, and hold nothing that a shell reads as its own.
    spec->arguments << QStringLiteral("git clone -q --branch %1 %2 /workspace/byhand && "
                                      "cd /workspace/byhand && id")
                           .arg(m_branch, m_url);
    QProcess ssh;
    QElapsedTimer timer;
    timer.start();
    ssh.start(spec->program, spec->arguments);
    QByteArray said;
    while (!said.contains("uid=")) {
        if (!ssh.waitForReadyRead(answerTimeoutMs))
            return failure(ErrorCode::Internal, QStringLiteral("The clone by hand has failed."),
                           QString::fromUtf8(ssh.readAllStandardError()));
        said += ssh.readAllStandardOutput();
    }
    const double time = elapsedMs(timer);
    ssh.waitForFinished(answerTimeoutMs);
    return time;
}

} // namespace skybranch::bench

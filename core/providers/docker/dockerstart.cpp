// SPDX-License-Identifier: GPL-3.0-or-later
// How Docker starts a VM: its container, the guard of its network, its sshd.
#include "base/log.h"
#include "providers/docker/docker.h"
#include "providers/docker/startscript.h"
#include "providers/greeting.h"

#include <QDeadlineTimer>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::seconds sshTimeout{60};
constexpr std::chrono::seconds lookAfter{3}; ///< whether the VM is still there

QString pathOf(const QString &container, const QString &call)
{
    return u"/containers/%1/%2"_s.arg(container, call);
}

bool isInOwnNetwork(const Container &container)
{
    return container.networks.contains(networkName(container.owner));
}

} // namespace

/// From made, stopped or running to running, guarded and greeting: each step may have been done.
/// One that is not guarded does not stay running.
Task<> Docker::start(Self self, Container container, StopToken stop)
{
    if (auto guarded = co_await startGuarded(self, container); !guarded) {
        const auto ended = co_await post(self, pathOf(container.id, u"kill"_s));
        // Conflict: it had not started.
        if (!ended && ended.error().code != ErrorCode::Conflict)
            qWarning("docker: %s", qPrintable(describe(ended.error())));
        co_return guarded;
    }
    co_return co_await waitForSsh(self, container.vm.toString(), std::move(stop));
}

Task<> Docker::startGuarded(Self self, Container container)
{
    auto makingGuard = makeGuard(self, container);
    auto started = co_await startContainer(self, container);
    auto guardMade = co_await makingGuard;
    if (!started)
        co_return started;
    if (!guardMade)
        co_return guardMade;
    co_return co_await runGuard(self, container);
}

Task<> Docker::startContainer(Self self, Container container)
{
    const QString path = pathOf(container.id, u"start"_s);
    // One that was interrupted while it joined again would start, and nobody could reach it.
    if (isInOwnNetwork(container)) {
        auto started = co_await post(self, path);
        if (started || !started.error().detail.contains("network"_L1)
            || started.error().code != ErrorCode::NotFound)
            co_return started;
    }
    // Somebody has cleared networks that nothing was running in.
    if (auto joined = co_await joinNetworkAgain(self, container); !joined)
        co_return joined;
    co_return co_await post(self, path);
}

Task<> Docker::joinNetworkAgain(Self self, Container container)
{
    const auto turn = co_await self->m_turns.turn(networkName(container.owner));
    if (auto made = co_await makeNetwork(self, container.owner); !made)
        co_return made;
    const QString network = u"/networks/"_s + networkName(container.owner);
    const QJsonObject which{{"Container"_L1, container.id}};
    if (isInOwnNetwork(container)) {
        // From the one that is no more: Docker knows it by its name.
        QJsonObject leaving = which;
        leaving.insert("Force"_L1, true);
        if (auto left = co_await post(self, network + u"/disconnect"_s, leaving); !left)
            co_return left;
    }
    co_return co_await post(self, network + u"/connect"_s, which);
}

Task<> Docker::makeGuard(Self self, Container container)
{
    const QString name = guardName(container.vm.toString());
    const QString path = u"/containers/create?name="_s + name;
    const QJsonObject json = guardJson(container.id, self->m_options.image);
    auto made = co_await post(self, path, json);
    if (!made && made.error().code == ErrorCode::Conflict) {
        // Left by one who was interrupted.
        if (auto removed = co_await removeContainer(self, name); !removed)
            co_return removed;
        made = co_await post(self, path, json);
    }
    if (!made && made.error().code == ErrorCode::NotFound)
        co_return noImage(self);
    if (!made)
        co_return made;
    co_return co_await upload(self, name, {guardProgram()});
}

Task<> Docker::runGuard(Self self, Container container)
{
    const QString name = guardName(container.vm.toString());
    if (auto started = co_await post(self, pathOf(name, u"start"_s)); !started)
        co_return started;
    const auto ended = co_await Engine::object(self->m_engine,
                                               {.method = "POST", .path = pathOf(name, u"wait"_s)});
    if (!ended)
        co_return failure(ended);
    if (ended->value("StatusCode"_L1).toInt(-1) != 0)
        co_return failure(
            ErrorCode::Unavailable,
            u"The VM's way to this computer's metadata could not be closed. Retry; if "
            "it happens again, the log of Docker's service says more."_s,
            co_await logOf(self, name));
    co_return co_await removeContainer(self, name);
}

Task<> Docker::waitForSsh(Self self, QString vmId, StopToken stop)
{
    const QDeadlineTimer deadline(sshTimeout);
    for (;;) {
        const auto container = co_await find(self, vmId);
        if (!container)
            co_return failure(container);
        // One that somebody has frozen may go on.
        const bool isAlive
            = container->state == VmState::Running || container->state == VmState::Frozen;
        if (!isAlive || container->port == 0)
            co_return std::unexpected(co_await ended(self, *container));
        auto greeted = co_await waitForSshd(container->port, container->vm, lookAfter, stop);
        if (greeted || greeted.error().code != ErrorCode::Timeout || deadline.hasExpired())
            co_return greeted;
    }
}

/// Why a VM that was to start is not there.
QCoro::Task<Error> Docker::ended(Self self, Container container)
{
    const QString image = self->m_options.image;
    QString message = u"The VM ended while it started. Its log says why; then try again."_s;
    if (container.exitCode == int(StartFailure::NoSshd))
        message = u"The image %1 has no SSH server. Use one with the packages openssh-server and "
                  "git."_s.arg(image);
    else if (container.exitCode == int(StartFailure::SshdRefuses))
        message = u"The SSH server of the image %1 can not be used. Use one with OpenSSH 8 or "
                  "newer."_s.arg(image);
    co_return Error{ErrorCode::Unavailable, message, co_await logOf(self, container.id)};
}

/// The last words of a container, for our log.
QCoro::Task<QString> Docker::logOf(Self self, QString container)
{
    const auto log = co_await Engine::call(
        self->m_engine, {.path = pathOf(container, u"logs?stdout=1&stderr=1&tail=20"_s)});
    co_return log ? QString::fromUtf8(log->body.last(std::min<qsizetype>(log->body.size(), 2000)))
                  : describe(log.error());
}

} // namespace skybranch::providers

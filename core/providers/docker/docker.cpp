// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/docker.h"

#include "base/log.h"
#include "providers/vmspec.h"

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype longestPlace = 200;
constexpr std::chrono::seconds slow{90}; ///< for what an engine under load takes its time for

std::unexpected<Error> noSuchVm(const QString &vmId)
{
    return failure(ErrorCode::NotFound, u"The VM does not exist any more."_s, vmId);
}

QString pathOf(const QString &container, const QString &call)
{
    return u"/containers/%1/%2"_s.arg(container, call);
}

} // namespace

Docker::Docker(DockerOptions options)
    : m_options(std::move(options))
    , m_engine(std::make_shared<Engine>(m_options.address))
{
}

void Docker::cancelAll()
{
    for (const StopSource &source : std::as_const(m_creating))
        StopSource(source).request_stop();
}

Task<> Docker::check(Self self)
{
    if (auto there = co_await Engine::ping(self->m_engine); !there)
        co_return there;
    const auto found
        = co_await Engine::call(self->m_engine, {.path = u"/images/%1/json"_s.arg(image(self))});
    if (!found && found.error().code == ErrorCode::NotFound)
        co_return noImage(self);
    if (!found)
        co_return failure(found);
    const auto known = co_await limits(self);
    co_return known ? Result<>() : failure(known);
}

Task<QString> Docker::place(Self self)
{
    const auto info = co_await Engine::object(self->m_engine, {.path = u"/info"_s});
    if (!info)
        co_return failure(info);
    // Podman makes up another ID for each answer.
    const bool isPodman = info->contains("BuildahVersion"_L1);
    const QString place = isPodman
        ? info->value("Name"_L1).toString() + info->value("DockerRootDir"_L1).toString()
        : info->value("ID"_L1).toString();
    if (place.isEmpty())
        co_return failure(ErrorCode::Unavailable,
                          u"Docker does not say which engine it is. Update it."_s);
    co_return place.left(longestPlace);
}

Task<Container> Docker::find(Self self, QString vmId)
{
    if (vmIdOf(vmId).isNull())
        co_return noSuchVm(vmId);
    const auto inspected
        = co_await Engine::object(self->m_engine, {.path = pathOf(containerName(vmId), u"json"_s)});
    if (!inspected && inspected.error().code == ErrorCode::NotFound)
        co_return noSuchVm(vmId);
    if (!inspected)
        co_return failure(inspected);
    const Container container = containerOf(*inspected);
    if (container.vm != vmIdOf(vmId))
        co_return noSuchVm(vmId);
    co_return container;
}

Task<> Docker::post(Self self, QString path, QJsonObject body)
{
    EngineRequest request{.method = "POST", .path = path, .timeout = slow};
    if (!body.isEmpty())
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const auto done = co_await Engine::call(self->m_engine, request);
    co_return done ? Result<>() : failure(done);
}

Task<> Docker::pause(Self self, QString vmId)
{
    const auto turn = co_await self->m_turns.turn(vmId);
    const auto container = co_await find(self, vmId);
    if (!container)
        co_return failure(container);
    if (container->state == VmState::Frozen)
        co_return {};
    if (container->state != VmState::Running)
        co_return failure(ErrorCode::Conflict, u"The VM does not run, so it can not be paused."_s);
    co_return co_await post(self, pathOf(container->id, u"pause"_s));
}

Task<> Docker::resume(Self self, QString vmId)
{
    const auto turn = co_await self->m_turns.turn(vmId);
    const auto container = co_await find(self, vmId);
    if (!container)
        co_return failure(container);
    if (container->state == VmState::Frozen)
        co_return co_await post(self, pathOf(container->id, u"unpause"_s));
    if (container->state == VmState::Failed || !container->wasStarted)
        co_return failure(ErrorCode::Conflict,
                          u"The VM was never finished. Delete it and make it again."_s);
    co_return co_await start(self, *container, {});
}

Task<> Docker::stop(Self self, QString vmId)
{
    const auto turn = co_await self->m_turns.turn(vmId);
    const auto container = co_await find(self, vmId);
    if (!container)
        co_return failure(container);
    if (container->state == VmState::Frozen) {
        // So that its processes hear of their end.
        if (auto thawed = co_await post(self, pathOf(container->id, u"unpause"_s)); !thawed)
            co_return thawed;
    }
    co_return co_await post(self, pathOf(container->id, u"stop?t=5"_s));
}

Task<> Docker::remove(Self self, QString vmId)
{
    if (vmIdOf(vmId).isNull())
        co_return {};
    if (const auto creating = self->m_creating.find(vmId); creating != self->m_creating.end())
        creating->request_stop();
    const auto turn = co_await self->m_turns.turn(vmId);
    const auto container = co_await find(self, vmId);
    if (!container && container.error().code != ErrorCode::NotFound)
        co_return failure(container);
    if (auto removed = co_await removeContainer(self, guardName(vmId)); !removed)
        co_return removed;
    if (container) {
        if (auto removed = co_await removeContainer(self, container->id); !removed)
            co_return removed;
    }
    const auto cleared = co_await removeUnusedNetworks(self);
    if (cleared || cleared.error().code == ErrorCode::Unavailable)
        co_return cleared;
    // The VM is gone, and networks may be other owners': the next removal looks at them again.
    qWarning("docker: networks stay: %s", qPrintable(describe(cleared.error())));
    co_return {};
}

/// Whatever it does; a success where there is none.
Task<> Docker::removeContainer(Self self, QString name)
{
    const auto removed = co_await Engine::call(
        self->m_engine,
        {.method = "DELETE", .path = u"/containers/%1?force=1&v=1"_s.arg(name), .timeout = slow});
    if (removed || removed.error().code == ErrorCode::NotFound)
        co_return {};
    if (removed.error().code != ErrorCode::Conflict)
        co_return failure(removed);
    // Somebody else's removal is under way.
    auto gone = co_await post(self, pathOf(name, u"wait?condition=removed"_s));
    if (!gone && gone.error().code != ErrorCode::NotFound)
        co_return gone;
    co_return {};
}

Task<VmState> Docker::state(Self self, QString vmId)
{
    const auto container = co_await find(self, vmId);
    if (!container && container.error().code == ErrorCode::NotFound)
        co_return VmState::Missing;
    if (!container)
        co_return failure(container);
    co_return container->state;
}

Task<QList<ProviderVm>> Docker::list(Self self, QString tag)
{
    const auto items = co_await listContainers(
        self, {QString(dockerlabel::vm), QString(dockerlabel::tag) + u'=' + tag});
    if (!items)
        co_return failure(items);
    QList<ProviderVm> vms;
    for (const QJsonValue &item : *items) {
        const ProviderVm vm = listedVm(item.toObject());
        if (!vm.id.isNull())
            vms.append(vm);
    }
    co_return vms;
}

Task<QJsonArray> Docker::listContainers(Self self, QStringList labels)
{
    co_return co_await Engine::array(
        self->m_engine, {.path = u"/containers/json"_s + labelFilter(labels) + u"&all=1"_s});
}

Task<SshEndpoint> Docker::endpoint(Self self, QString vmId)
{
    const auto container = co_await find(self, vmId);
    if (!container)
        co_return failure(container);
    if (container->port == 0)
        co_return failure(ErrorCode::Conflict, u"The VM does not run. Resume it first."_s);
    co_return SshEndpoint{.host = u"127.0.0.1"_s,
                          .port = container->port,
                          .user = u"dev"_s,
                          .hostKeys = {container->hostKey}};
}

} // namespace skybranch::providers

// SPDX-License-Identifier: GPL-3.0-or-later
// How Docker makes a VM: its owner's network, its container, its keys.
#include "base/log.h"
#include "providers/docker/docker.h"
#include "providers/vmspec.h"

#include <QUrl>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::seconds slow{90};

/// Whether the engine's storage may be able to cap a disk; an engine that can not refuses.
bool mayLimitDisk(const QJsonObject &info)
{
    const QString driver = info.value("Driver"_L1).toString();
    if (driver != "overlay2"_L1)
        return driver == "btrfs"_L1 || driver == "zfs"_L1;
    for (const QJsonValue &pair : info.value("DriverStatus"_L1).toArray()) {
        if (pair.toArray().at(0) == "Backing Filesystem"_L1)
            return pair.toArray().at(1) == "xfs"_L1;
    }
    return false;
}

bool refusesDiskLimit(const Error &error)
{
    return error.detail.contains("storage-opt"_L1) || error.detail.contains("quota"_L1);
}

} // namespace

/// As the engine's paths take it: a name may have slashes.
QString Docker::image(const Self &self)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(self->m_options.image, "/:@"));
}

std::unexpected<Error> Docker::noImage(const Self &self)
{
    return failure(ErrorCode::Unavailable,
                   u"The VM image %1 is not there. Build it with packaging/vm-image/build, or name "
                   "another one with --vm-image."_s.arg(self->m_options.image));
}

/// Those of the options that this engine keeps.
Task<DockerLimits> Docker::limits(Self self)
{
    if (self->m_limits)
        co_return *self->m_limits;
    const auto info = co_await Engine::object(self->m_engine, {.path = u"/info"_s});
    if (!info)
        co_return failure(info);
    DockerLimits limits = self->m_options.limits;
    // An engine refuses more processors than it has.
    if (const double there = info->value("NCPU"_L1).toDouble(); there > 0)
        limits.cpus = std::min(limits.cpus, there);
    if (!mayLimitDisk(*info))
        limits.disk = 0;
    self->m_limits = limits;
    co_return limits;
}

Task<ProviderVm> Docker::create(Self self, VmSpec spec, StopToken stop)
{
    if (const auto fine = checkSpec(spec); !fine)
        co_return failure(fine);
    if (spec.owner.isNull())
        co_return failure(ErrorCode::InvalidArgument, u"A VM needs an owner."_s);
    const QString vmId = spec.id.toString();
    const auto turn = co_await self->m_turns.turn(vmId);
    StopSource source;
    const std::stop_callback chained(std::move(stop),
                                     [source]() mutable { source.request_stop(); });
    self->m_creating.insert(vmId, source);
    const auto created = co_await createWhole(self, std::move(spec), source.get_token());
    self->m_creating.remove(vmId);
    if (!created)
        co_return failure(created);
    const auto container = co_await find(self, vmId);
    if (!container)
        co_return failure(container);
    const auto given = co_await limits(self);
    if (!given)
        co_return failure(given);
    co_return ProviderVm{.providerVmId = vmId,
                         .id = container->vm,
                         .state = container->state,
                         .size = u"%1cpu-%2mb"_s.arg(given->cpus).arg(given->memory >> 20)};
}

Task<> Docker::createWhole(Self self, VmSpec spec, StopToken stop)
{
    const QString vmId = spec.id.toString();
    auto container = co_await find(self, vmId);
    if (container && container->tag != spec.tag)
        co_return failure(ErrorCode::Conflict,
                          u"Another Skybranch on this Docker has a VM of this id."_s);
    if (container && !container->wasStarted) {
        // Left by one who was interrupted, perhaps without its keys; nobody's work is in it.
        if (auto removed = co_await removeContainer(self, container->id); !removed)
            co_return removed;
        container = failure(ErrorCode::NotFound, {});
    }
    if (!container && container.error().code != ErrorCode::NotFound)
        co_return failure(container);
    if (!container) {
        if (auto made = co_await make(self, spec, stop); !made)
            co_return made;
        container = co_await find(self, vmId);
        if (!container)
            co_return failure(container);
    }
    if (stop.stop_requested())
        co_return cancelled();
    if (container->state != VmState::Stopped && container->state != VmState::Running)
        co_return {};
    co_return co_await start(self, *container, stop);
}

/// A container that was not started yet, whole.
Task<> Docker::make(Self self, VmSpec spec, StopToken stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    auto makingKey = makeHostKey();
    const auto known = co_await limits(self);
    const auto key = co_await makingKey;
    if (!known)
        co_return failure(known);
    if (!key)
        co_return failure(key);
    if (auto made = co_await makeContainer(self, spec, key->known); !made)
        co_return made;
    const QString name = containerName(spec.id.toString());
    const auto missing = co_await missingFiles(self, name);
    if (!missing)
        co_return failure(missing);
    co_return co_await upload(self, name, containerFiles(spec, *key) + *missing);
}

Task<> Docker::upload(Self self, QString container, QList<TarFile> files)
{
    const auto uploaded
        = co_await Engine::call(self->m_engine,
                                {.method = "PUT",
                                 .path = u"/containers/%1/archive?path=/"_s.arg(container),
                                 .body = tarOf(files),
                                 .contentType = "application/x-tar",
                                 .timeout = slow});
    co_return uploaded ? Result<>() : failure(uploaded);
}

/// While this goes on, nobody takes the network for unused.
Task<> Docker::makeContainer(Self self, VmSpec spec, QString hostKey)
{
    const auto turn = co_await self->m_turns.turn(networkName(spec.owner.toString()));
    if (auto made = co_await makeNetwork(self, spec.owner.toString()); !made)
        co_return made;
    const QString path = u"/containers/create?name="_s + containerName(spec.id.toString());
    const QString image = self->m_options.image;
    auto made = co_await post(self, path, containerJson(spec, image, *self->m_limits, hostKey));
    if (!made && self->limitsDisk() && refusesDiskLimit(made.error())) {
        self->m_limits->disk = 0;
        made = co_await post(self, path, containerJson(spec, image, *self->m_limits, hostKey));
    }
    if (!made && made.error().code == ErrorCode::NotFound
        && made.error().detail.contains("such image"_L1, Qt::CaseInsensitive))
        co_return noImage(self);
    if (!made && made.error().code == ErrorCode::Conflict)
        co_return failure(ErrorCode::Conflict,
                          u"Another container has the VM's name %1. Remove or rename it."_s.arg(
                              containerName(spec.id.toString())),
                          made.error().detail);
    co_return made;
}

Task<> Docker::makeNetwork(Self self, QString owner)
{
    const auto there
        = co_await Engine::call(self->m_engine, {.path = u"/networks/"_s + networkName(owner)});
    if (there || there.error().code != ErrorCode::NotFound)
        co_return there ? Result<>() : failure(there);
    auto made = co_await post(self, u"/networks/create"_s, networkJson(owner));
    if (!made && made.error().code == ErrorCode::Conflict)
        co_return {}; // another backend was faster
    co_return made;
}

/// Networks whose owners have no VM left, whatever became of who made them.
Task<> Docker::removeUnusedNetworks(Self self)
{
    const auto networks = co_await Engine::array(
        self->m_engine, {.path = u"/networks"_s + labelFilter({QString(dockerlabel::owner)})});
    if (!networks)
        co_return failure(networks);
    for (const QJsonValue &network : *networks) {
        const QString owner
            = network.toObject().value("Labels"_L1).toObject().value(dockerlabel::owner).toString();
        const auto turn = co_await self->m_turns.turn(networkName(owner));
        const auto used
            = co_await listContainers(self, {QString(dockerlabel::owner) + u'=' + owner});
        if (!used)
            co_return failure(used);
        if (!used->isEmpty())
            continue;
        const auto removed = co_await Engine::call(
            self->m_engine,
            {.method = "DELETE",
             .path = u"/networks/"_s + network.toObject().value("Id"_L1).toString()});
        // Forbidden: somebody has put a container of their own into it.
        if (!removed && removed.error().code != ErrorCode::NotFound
            && removed.error().code != ErrorCode::Forbidden)
            co_return failure(removed);
    }
    co_return {};
}

} // namespace skybranch::providers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/keyedqueue.h"
#include "providers/docker/dockerprovider.h"
#include "providers/docker/engine.h"

#include <optional>

namespace skybranch::providers {

/// What DockerProvider does, kept alive by what is under way: its coroutines are static and hold
/// it. Of the calls for one VM that change it, one runs at a time.
class Docker
{
public:
    using Self = std::shared_ptr<Docker>;

    explicit Docker(DockerOptions options);

    /// Creations that are under way end soon with Cancelled.
    void cancelAll();

    /// Whether the engine caps the disks of VMs; known after check() or a creation.
    bool limitsDisk() const { return m_limits && m_limits->disk > 0; }

    static Task<> check(Self self);
    static Task<QString> place(Self self);
    static Task<ProviderVm> create(Self self, VmSpec spec, StopToken stop);
    static Task<> pause(Self self, QString vmId);
    static Task<> resume(Self self, QString vmId);
    static Task<> stop(Self self, QString vmId);
    static Task<> remove(Self self, QString vmId);
    static Task<VmState> state(Self self, QString vmId);
    static Task<QList<ProviderVm>> list(Self self, QString tag);
    static Task<SshEndpoint> endpoint(Self self, QString vmId);

private:
    static QString image(const Self &self);
    static std::unexpected<Error> noImage(const Self &self);
    static Task<DockerLimits> limits(Self self);
    static Task<Container> find(Self self, QString vmId);
    static Task<QJsonArray> listContainers(Self self, QStringList labels);
    static Task<> post(Self self, QString path, QJsonObject body = {});
    static Task<> removeContainer(Self self, QString name);
    static QCoro::Task<QString> logOf(Self self, QString container);

    static Task<> createWhole(Self self, VmSpec spec, StopToken stop);
    static Task<> make(Self self, VmSpec spec, StopToken stop);
    static Task<> makeContainer(Self self, VmSpec spec, QString hostKey);
    static Task<QByteArray> fileIn(Self self, QString container, QString path);
    static Task<QList<TarFile>> missingFiles(Self self, QString container);
    static Task<> upload(Self self, QString container, QList<TarFile> files);
    static Task<> makeNetwork(Self self, QString owner);
    static Task<> removeUnusedNetworks(Self self);

    static Task<> start(Self self, Container container, StopToken stop);
    static Task<> startGuarded(Self self, Container container);
    static Task<> startContainer(Self self, Container container);
    static Task<> joinNetworkAgain(Self self, Container container);
    static Task<> makeGuard(Self self, Container container);
    static Task<> runGuard(Self self, Container container);
    static QCoro::Task<Error> ended(Self self, Container container);
    static Task<> waitForSsh(Self self, QString vmId, StopToken stop);

    DockerOptions m_options;
    Engine::Self m_engine;
    KeyedQueue m_turns;
    QHash<QString, StopSource> m_creating;
    std::optional<DockerLimits> m_limits; ///< those of the options that this engine can keep
};

} // namespace skybranch::providers

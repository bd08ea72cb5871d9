// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/docker/container.h"
#include "providers/provider.h"

#include <memory>

namespace skybranch::providers {

class Docker;

struct DockerOptions
{
    QString address; ///< of the engine, as engineSocket() takes it
    QString image; ///< of the VMs
    DockerLimits limits{};
};

/// VMs as containers of a Docker or Podman engine on this computer: with caps, without any
/// capability, reached by a port on loopback that may change at each start, each owner's on a
/// network of their own. They live on without us, and a new object finds them again by their
/// labels. The engine may come and go: what is asked meanwhile fails with Unavailable.
class DockerProvider final : public CloudProvider
{
public:
    explicit DockerProvider(DockerOptions options);
    ~DockerProvider() override;

    QString type() const override;
    Capabilities capabilities() const override;
    Task<> check() override;
    Task<QString> place() override;
    Task<ProviderVm> createVm(VmSpec spec, StopToken stop) override;
    Task<> pauseVm(QString providerVmId) override;
    Task<> resumeVm(QString providerVmId) override;
    Task<> stopVm(QString providerVmId) override;
    Task<> deleteVm(QString providerVmId) override;
    Task<VmState> vmStatus(QString providerVmId) override;
    Task<QList<ProviderVm>> listVms(QString tag) override;
    Task<SshEndpoint> sshEndpoint(QString providerVmId) override;

private:
    // What is under way holds it too, so that it may end after this object.
    std::shared_ptr<Docker> m_docker;
};

} // namespace skybranch::providers

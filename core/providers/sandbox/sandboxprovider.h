// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/provider.h"

#include <memory>

namespace skybranch::providers {

class Sandbox;

/// VMs on this computer without a daemon or an account: each is an OpenSSH server in a bubblewrap
/// sandbox with a home and a /workspace of its own. A convenience, no boundary against what runs
/// inside: it shares this computer's network and kernel. VMs live on without us, and a new object
/// finds them again. Runs as root and as an ordinary user.
class SandboxProvider final : public CloudProvider
{
public:
    /// Keeps everything under @p dataFolder; @p guest is the path of skybranch-guest.
    SandboxProvider(const QString &dataFolder, const QString &guest);
    ~SandboxProvider() override;

    QString type() const override;
    Capabilities capabilities() const override;
    Task<> check() override;
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
    std::shared_ptr<Sandbox> m_sandbox;
};

} // namespace skybranch::providers

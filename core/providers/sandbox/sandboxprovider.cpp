// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/sandboxprovider.h"

#include "providers/sandbox/sandbox.h"

namespace skybranch::providers {

SandboxProvider::SandboxProvider(const QString &dataFolder, const QString &guest)
    : m_sandbox(std::make_shared<Sandbox>(dataFolder + QStringLiteral("/sandbox"), guest))
{
}

SandboxProvider::~SandboxProvider()
{
    m_sandbox->cancelAll();
}

QString SandboxProvider::type() const
{
    return QStringLiteral("sandbox");
}

Capabilities SandboxProvider::capabilities() const
{
    return {.freezeKeepsMemory = true,
            .limits = false,
            .dedicated = true,
            .personal = false,
            .isolated = false};
}

Task<> SandboxProvider::check()
{
    return Sandbox::check(m_sandbox);
}

Task<ProviderVm> SandboxProvider::createVm(VmSpec spec, StopToken stop)
{
    return Sandbox::create(m_sandbox, std::move(spec), std::move(stop));
}

Task<> SandboxProvider::pauseVm(QString providerVmId)
{
    return Sandbox::pause(m_sandbox, std::move(providerVmId));
}

Task<> SandboxProvider::resumeVm(QString providerVmId)
{
    return Sandbox::resume(m_sandbox, std::move(providerVmId));
}

Task<> SandboxProvider::stopVm(QString providerVmId)
{
    return Sandbox::stop(m_sandbox, std::move(providerVmId));
}

Task<> SandboxProvider::deleteVm(QString providerVmId)
{
    return Sandbox::remove(m_sandbox, std::move(providerVmId));
}

Task<VmState> SandboxProvider::vmStatus(QString providerVmId)
{
    co_return m_sandbox->state(providerVmId);
}

Task<QList<ProviderVm>> SandboxProvider::listVms(QString tag)
{
    co_return m_sandbox->list(tag);
}

Task<SshEndpoint> SandboxProvider::sshEndpoint(QString providerVmId)
{
    co_return m_sandbox->endpoint(providerVmId);
}

} // namespace skybranch::providers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/dockerprovider.h"

#include "providers/docker/docker.h"

namespace skybranch::providers {

DockerProvider::DockerProvider(DockerOptions options)
    : m_docker(std::make_shared<Docker>(std::move(options)))
{
}

DockerProvider::~DockerProvider()
{
    m_docker->cancelAll();
}

QString DockerProvider::type() const
{
    return QStringLiteral("docker");
}

Capabilities DockerProvider::capabilities() const
{
    return {.freezeKeepsMemory = true,
            .limits = true,
            .diskLimit = m_docker->limitsDisk(),
            .dedicated = true,
            .personal = false,
            .isolated = true};
}

Task<> DockerProvider::check()
{
    return Docker::check(m_docker);
}

Task<QString> DockerProvider::place()
{
    return Docker::place(m_docker);
}

Task<ProviderVm> DockerProvider::createVm(VmSpec spec, StopToken stop)
{
    return Docker::create(m_docker, std::move(spec), std::move(stop));
}

Task<> DockerProvider::pauseVm(QString providerVmId)
{
    return Docker::pause(m_docker, std::move(providerVmId));
}

Task<> DockerProvider::resumeVm(QString providerVmId)
{
    return Docker::resume(m_docker, std::move(providerVmId));
}

Task<> DockerProvider::stopVm(QString providerVmId)
{
    return Docker::stop(m_docker, std::move(providerVmId));
}

Task<> DockerProvider::deleteVm(QString providerVmId)
{
    return Docker::remove(m_docker, std::move(providerVmId));
}

Task<VmState> DockerProvider::vmStatus(QString providerVmId)
{
    return Docker::state(m_docker, std::move(providerVmId));
}

Task<QList<ProviderVm>> DockerProvider::listVms(QString tag)
{
    return Docker::list(m_docker, std::move(tag));
}

Task<SshEndpoint> DockerProvider::sshEndpoint(QString providerVmId)
{
    return Docker::endpoint(m_docker, std::move(providerVmId));
}

} // namespace skybranch::providers

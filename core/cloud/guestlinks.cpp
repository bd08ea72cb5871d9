// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/guestlinks.h"

namespace skybranch::cloud {

std::shared_ptr<GuestConnection> GuestLinks::find(VmId vm)
{
    const auto link = m_links.find(vm);
    if (link == m_links.end())
        return nullptr;
    if (link->second.connection->isClosed()) {
        m_links.erase(link);
        return nullptr;
    }
    link->second.used.start();
    return link->second.connection;
}

void GuestLinks::keep(VmId vm, std::shared_ptr<GuestConnection> connection)
{
    Link &link = m_links[vm];
    link.connection = std::move(connection);
    link.used.start();
}

void GuestLinks::close(VmId vm)
{
    m_links.erase(vm);
}

void GuestLinks::closeUnused(std::chrono::milliseconds age)
{
    std::erase_if(m_links,
                  [age](const auto &link) { return link.second.used.durationElapsed() >= age; });
}

Task<std::shared_ptr<GuestConnection>> linkTo(std::shared_ptr<GuestLinks> links,
                                              CertificateAuthority authority,
                                              providers::CloudProvider *provider, domain::Vm vm,
                                              StopToken stop)
{
    Result<std::shared_ptr<GuestConnection>> open(links->find(vm.id));
    if (*open)
        co_return open;
    auto endpoint = co_await provider->sshEndpoint(vm.providerVmId);
    if (!endpoint)
        co_return failure(endpoint);
    endpoint->hostKeys = vm.hostKeys;
    open = co_await GuestConnection::open(*endpoint, vm, authority, stop);
    if (open)
        links->keep(vm.id, *open);
    co_return open;
}

} // namespace skybranch::cloud

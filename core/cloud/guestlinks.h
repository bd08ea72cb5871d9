// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/guestconnection.h"
#include "domain/vm.h"

#include <QElapsedTimer>

#include <map>
#include <set>

namespace skybranch::cloud {

/// The backend's open connections to guests, at most one for each VM. They are kept, because to
/// log in costs a VM more than what it is asked; who freezes or ends a VM closes its one before.
class GuestLinks
{
public:
    /// The open one of @p vm; null where there is none.
    std::shared_ptr<GuestConnection> find(VmId vm);

    void keep(VmId vm, std::shared_ptr<GuestConnection> connection);
    void close(VmId vm);

    /// False where that VM's guest is being replaced already.
    bool beginUpgrade(VmId vm) { return m_upgrading.insert(vm).second; }
    void endUpgrade(VmId vm) { m_upgrading.erase(vm); }

    /// Closes those that nobody has found for @p age.
    void closeUnused(std::chrono::milliseconds age);
    void closeAll() { m_links.clear(); }

    qsizetype count() const { return qsizetype(m_links.size()); }

private:
    struct Link
    {
        std::shared_ptr<GuestConnection> connection;
        QElapsedTimer used;
    };

    std::map<VmId, Link> m_links;
    std::set<VmId> m_upgrading;
};

/// The open link to the guest of @p vm, or a new one that is kept. It owns what it uses, so it may
/// go on when nobody waits for it any more.
Task<std::shared_ptr<GuestConnection>> linkTo(std::shared_ptr<GuestLinks> links,
                                              CertificateAuthority authority,
                                              providers::CloudProvider *provider, domain::Vm vm,
                                              StopToken stop);

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/session.h"
#include "soak/cutproxy.h"
#include "support/backend.h"

namespace skybranch::bench {

/// A backend whose VMs are reached over a network that can be cut; both go with this object.
class CutBackend
{
public:
    CutBackend();

    bool start();

    /// Makes a session use it.
    void setUp(client::SessionConfig &config) const;

    /// Ends every connection to the VMs, and takes no other while @p isCut.
    void setCut(bool isCut) { m_vms.setCut(isCut); }

    /// The home folder of its only VM, from outside; empty where it has another number of them.
    QString homeFolder() const;

private:
    QTemporaryDir m_folder;
    test::BackendProcess m_backend;
    soak::VmNetwork m_vms;
    soak::CutProxy m_network;
};

} // namespace skybranch::bench

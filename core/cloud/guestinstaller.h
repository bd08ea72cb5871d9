// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/certificateauthority.h"
#include "cloud/guestfolder.h"
#include "cloud/guestlinks.h"
#include "providers/provider.h"

#include <optional>

namespace skybranch::cloud {

/// What has become of a guest that a VM did not have.
struct GuestPlace
{
    QString program; ///< its path in the VM; empty: it can not be there
    QString problem; ///< why not, and what to do, for people
};

/// Sends the guest into a VM over SSH: by version below ~/.local/share/skybranch/guest, whole or
/// not at all, and the link "current" leads to it. What ran before goes on in its old folder, which
/// is removed by a later call. Errors, which another try may not have: those of ssh::Connection and
/// ssh::runRemote().
Task<GuestPlace> installGuest(providers::SshEndpoint endpoint, VmId vm,
                              CertificateAuthority authority, std::optional<GuestFolder> guest,
                              StopToken stop);

/// Gives a VM whose guest was sent by an older backend ours, once at a time; nobody waits for it.
/// Its terminals go on in their old program. An error is tried again by the next call, but a VM
/// that can not have it keeps the old one.
QCoro::Task<> upgradeGuest(std::shared_ptr<GuestLinks> links, providers::CloudProvider *provider,
                           domain::Vm vm, CertificateAuthority authority, GuestFolder guest,
                           StopToken stop);

} // namespace skybranch::cloud

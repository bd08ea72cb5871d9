// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/certificateauthority.h"
#include "cloud/guestfolder.h"
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

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/provider.h"

namespace skybranch::providers {

/// InvalidArgument where a VM can not be made so, or where a field could say more than it should.
Result<> checkSpec(const VmSpec &spec);

/// The configuration of the sshd in VM @p id: it listens on @p address and lets in whom the
/// authority in /etc/skybranch/user_ca.pub certified for a name in /etc/skybranch/principals.
QByteArray sshdConfig(const QString &address, quint16 port, VmId id);

/// Null where @p providerVmId is not the id of one of our VMs, written as we write it.
VmId vmIdOf(const QString &providerVmId);

} // namespace skybranch::providers

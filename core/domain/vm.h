// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace skybranch::domain {

/// A VM as our database sees it. A warm VM is Running with no owner.
enum class VmStatus { Provisioning, Running, Suspended, Stopped, Error, Terminated };

QString name(VmStatus status);
std::optional<VmStatus> vmStatus(QStringView name);

struct Vm
{
    VmId id;
    OrganizationId organizationId;
    UserId ownerId; ///< null while warm
    QString providerType;
    QString providerVmId; ///< empty until the provider has answered
    VmStatus status = VmStatus::Provisioning;
    QStringList hostKeys; ///< "ssh-ed25519 AAAA...", as read when the VM was made
    QString guestProgram; ///< where it was sent to; empty: the image has it
    QString guestProblem; ///< why it can not have one; then there is none
    QDateTime createdAt;
    QDateTime lastHealthCheck;

    friend bool operator==(const Vm &, const Vm &) = default;
};

} // namespace skybranch::domain

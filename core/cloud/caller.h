// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "domain/role.h"

#include <QUuid>

namespace skybranch::cloud {

/// Who asks. Every service takes one, and does for it only what lies in its organisation.
struct Caller
{
    UserId userId;
    OrganizationId organizationId;
    domain::Role role = domain::Role::Member;
    QUuid keyId{}; ///< what it came with

    friend bool operator==(const Caller &, const Caller &) = default;
};

} // namespace skybranch::cloud

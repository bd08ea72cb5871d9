// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QString>

namespace skybranch::cloud {

/// Who asks. Every service takes one, and does for it only what lies in its organisation.
struct Caller
{
    UserId userId;
    OrganizationId organizationId;
    QString role; ///< "owner", "admin" or "member"
    QUuid keyId{}; ///< what it came with

    friend bool operator==(const Caller &, const Caller &) = default;
};

} // namespace skybranch::cloud

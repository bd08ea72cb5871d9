// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "domain/role.h"

#include <QDateTime>

#include <optional>

namespace skybranch::domain {

struct Organization
{
    OrganizationId id;
    QString name;
    QDateTime createdAt;
    int members = 0;
    int workspaces = 0;
    int vms = 0;
    std::optional<int> maxWorkspaces; ///< at once; unset: as many as they like
};

/// A user in an organisation.
struct Member
{
    UserId userId;
    QString externalName; ///< what other systems call the user: "test-user"
    QString displayName; ///< what the organisation calls them; another one may say otherwise
    Role role = Role::Member;
    QDateTime createdAt;
};

/// Who somebody is in the organisation that their key is of.
struct Membership
{
    Member member;
    OrganizationId organizationId;
    QString organizationName;
};

/// An API key without the key, which nobody keeps.
struct ApiKey
{
    QUuid id;
    UserId userId;
    QString userName; ///< the external one
    QString name;
    QDateTime createdAt;
    QDateTime lastUsedAt; ///< to the minute; invalid before the first use
    QDateTime revokedAt; ///< invalid while it counts
};

/// The name of an organisation, a user or a key: 1 to 200 characters, none of them unseen. @p what
/// says in the sentence whose it is.
Result<> checkAccountName(const QString &what, const QString &name);

} // namespace skybranch::domain

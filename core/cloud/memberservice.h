// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"
#include "clouddb/database.h"
#include "wire/accounts.h"

namespace skybranch::cloud {

/// Who belongs to the caller's organisation, and with which keys. An admin manages all of it;
/// a member sees the members, and has and ends keys of their own.
class MemberService
{
public:
    explicit MemberService(clouddb::Database &database)
        : m_database(database)
    {
    }

    Task<QList<domain::Member>> members(Caller caller);

    Task<domain::Membership> self(Caller caller); ///< the caller, as fellow members see them

    /// Finds or makes the user; sets the role of one who is a member already. For admins.
    Task<domain::Member> addMember(Caller caller, wire::AddMember request);

    /// @p user is an external name or an id. The user's keys are revoked, and what is open with
    /// them ends. For admins. NotFound.
    Task<> removeMember(Caller caller, QString user);

    /// All keys for an admin, else the caller's own.
    Task<QList<domain::ApiKey>> keys(Caller caller);

    /// A new key: only this answer holds it. Forbidden where it is for somebody else and the
    /// caller is no admin; NotFound where the user is no member.
    Task<wire::NewKey> addKey(Caller caller, wire::CreateKey request);

    /// What is open with it ends within seconds. NotFound, also for a fellow member's key.
    Task<> revokeKey(Caller caller, QUuid key);

private:
    clouddb::Database &m_database;
};

} // namespace skybranch::cloud

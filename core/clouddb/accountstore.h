// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/account.h"
#include "domain/vm.h"

#include <QSet>

#include <chrono>
#include <optional>

namespace skybranch::clouddb {

using domain::Role;

/// Who an API key stands for.
struct KeyHolder
{
    QUuid keyId;
    UserId userId;
    OrganizationId organizationId;
    Role role = Role::Member;
    QString userName; ///< what the organisation calls them

    friend bool operator==(const KeyHolder &, const KeyHolder &) = default;
};

/// API keys of one user in one organisation.
inline constexpr int maxKeys = 100;

/// Keys that may not be used in a VM any more.
struct RevokedIn
{
    domain::Vm vm;
    QString asOf; ///< the database's time of this list, for noteKeysTold()
    QStringList keys;
    /// Also connections that do not tell whose they are: right after a revocation, and when no
    /// certificate of such a key is good any more. Between the two nobody is disturbed again.
    bool alsoUntold = false;
};

/// What becomes of the other keys of the default user.
enum class OtherKeys { Kept, Removed };

/// Organisations, users, memberships and API keys, for the edge and for the backend's start. It
/// is not bound to an organisation because it finds out which one a caller belongs to.
class AccountStore
{
public:
    explicit AccountStore(Transaction &transaction);

    /// What a key is stored as: 32 bytes of SHA-256. A key itself is never stored.
    static QByteArray hashOf(const QByteArray &key);

    /// The default organisation and user, made at the first call, with a valid key "desktop" that
    /// has @p keyHash. Remove other keys of that name only in a database that one backend has for
    /// itself: elsewhere they are those of other backends. They are not revoked, because it is the
    /// same user: what is open with them in VMs stays. Unauthorized where the key of a database
    /// that others use has been revoked.
    [[nodiscard]] Result<KeyHolder> ensureDefault(const QString &userName,
                                                  const QByteArray &keyHash, OtherKeys others);

    /// Unauthorized where there is no such key, it is revoked, or its user has left.
    [[nodiscard]] Result<KeyHolder> findByKey(const QByteArray &keyHash);

    /// Moves last_used_at, at most once a minute.
    [[nodiscard]] Result<> touchKey(QUuid keyId);

    /// Those of @p keyIds of which key and membership still stand, for connections that live long.
    [[nodiscard]] Result<QSet<QUuid>> validAmong(const QSet<QUuid> &keyIds);

    /// The VMs that run, with the keys revoked since they were told last, and with those that they
    /// were told when certificates of such a key, good for @p certificateLife, may have been good.
    [[nodiscard]] Result<QList<RevokedIn>> revokedUntold(std::chrono::seconds certificateLife);

    /// Whether any key was revoked in the last @p time.
    [[nodiscard]] Result<bool> isRevokedLately(std::chrono::seconds time);

    /// The VM has been told of all these keys.
    [[nodiscard]] Result<> noteKeysTold(const RevokedIn &told);

    [[nodiscard]] Result<OrganizationId> addOrganization(const QString &name);

    /// Without @p role a member keeps the one that is there, and a new one is a plain member.
    /// @p displayName is this organisation's alone; without it a member is called as before, and a
    /// new one by the external name.
    [[nodiscard]] Result<> setMembership(OrganizationId organization, UserId user,
                                         std::optional<Role> role,
                                         const std::optional<QString> &displayName = {});

    /// Conflict where @p user is the only admin. Others who would leave or join wait for the end
    /// of the transaction.
    [[nodiscard]] Result<> checkOtherAdmin(OrganizationId organization, UserId user);

    /// Revokes the user's keys of that organisation, too. NotFound where there is no such member.
    [[nodiscard]] Result<> removeMembership(OrganizationId organization, UserId user);

    /// The user whom other systems call so, made where there is none.
    [[nodiscard]] Result<UserId> findOrAddUser(const QString &externalName);
    [[nodiscard]] Result<QList<domain::Member>> members(OrganizationId organization);

    /// By external name or id. NotFound.
    [[nodiscard]] Result<domain::Member> findMember(OrganizationId organization,
                                                    const QString &nameOrId);

    /// LimitReached where the user has maxKeys.
    [[nodiscard]] Result<QUuid> addKey(OrganizationId organization, UserId user,
                                       const QString &name, const QByteArray &keyHash);

    /// Newest first, those that count no more after the others. Of one user where @p user is given.
    [[nodiscard]] Result<QList<domain::ApiKey>> keys(OrganizationId organization, UserId user = {});

    /// NotFound; also where @p user is given and it is not that user's.
    [[nodiscard]] Result<> revokeKey(OrganizationId organization, QUuid keyId, UserId user = {});

private:
    Result<> checkNotRevoked(const QByteArray &keyHash);
    Transaction &m_transaction;
};

} // namespace skybranch::clouddb

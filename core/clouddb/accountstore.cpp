// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/accountstore.h"

#include "clouddb/rowreaders.h"

#include <QCryptographicHash>

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

// Of the embedded backend: fixed, so that two first starts can not make two of them.
const OrganizationId
    defaultOrganization(QUuid::fromString("b7a0c2de-0000-4000-8000-000000000001"_L1));
const UserId defaultUser(QUuid::fromString("b7a0c2de-0000-4000-8000-000000000002"_L1));
const QString defaultKeyName = u"desktop"_s;

const QString fromValidKeys
    = u"FROM api_keys k "
      "JOIN memberships m ON m.organization_id = k.organization_id AND m.user_id = k.user_id "
      "JOIN users u ON u.id = k.user_id WHERE k.revoked_at IS NULL "_s;

const QString selectMembers = u"SELECT u.id, u.external_name, m.display_name, m.role, m.created_at "
                              "FROM memberships m JOIN users u ON u.id = m.user_id "_s;

// A key is told until it was told after its last certificate's end. The time that a VM was frozen
// is not in between: what it was told before counts for what was revoked before.
const QString revokedSql = uR"(
    WITH running AS (
        SELECT v.*, coalesce(t.told_at, v.created_at) AS since
        FROM vms v LEFT JOIN vm_keys_told t ON t.vm_id = v.id
        WHERE v.status = 'running' AND v.provider_vm_id IS NOT NULL)
    SELECT v.*, now()::text AS as_of, k.keys, k.untold
    FROM running v CROSS JOIN LATERAL (
        SELECT jsonb_agg(a.id ORDER BY a.revoked_at DESC, a.id) AS keys,
               bool_or(a.revoked_at > v.since OR now() - a.revoked_at < interval '20 seconds'
                       OR now() - a.revoked_at > ? * interval '1 second' - interval '30 seconds')
                   AS untold
        FROM api_keys a WHERE a.organization_id = v.organization_id
            AND a.revoked_at > v.since - ? * interval '1 second') k
    WHERE EXISTS (SELECT FROM api_keys a WHERE a.organization_id = v.organization_id
                  AND a.revoked_at > v.since - ? * interval '1 second'))"_s;

domain::Member memberOf(const Row &row)
{
    return {.userId = row.id<UserId>("id"_L1),
            .externalName = row.text("external_name"_L1),
            .displayName = row.text("display_name"_L1),
            .role = domain::role(row.text("role"_L1)).value(),
            .createdAt = row.time("created_at"_L1)};
}

domain::ApiKey keyOf(const Row &row)
{
    return {.id = row.uuid("id"_L1),
            .userId = row.id<UserId>("user_id"_L1),
            .userName = row.text("external_name"_L1),
            .name = row.text("name"_L1),
            .createdAt = row.time("created_at"_L1),
            .lastUsedAt = row.time("last_used_at"_L1),
            .revokedAt = row.time("revoked_at"_L1)};
}

std::unexpected<Error> noMember()
{
    return failure(ErrorCode::NotFound, u"The organisation has no such member."_s);
}

} // namespace

AccountStore::AccountStore(Transaction &transaction)
    : m_transaction(transaction)
{
}

QByteArray AccountStore::hashOf(const QByteArray &key)
{
    return QCryptographicHash::hash(key, QCryptographicHash::Sha256);
}

Result<KeyHolder> AccountStore::ensureDefault(const QString &userName, const QByteArray &keyHash,
                                              OtherKeys others)
{
    if (others == OtherKeys::Kept) {
        if (auto counts = checkNotRevoked(keyHash); !counts)
            return failure(counts);
    }
    const std::pair<QString, QVariantList> statements[]{
        {u"INSERT INTO organizations (id, name) VALUES (?, 'This computer') "
         "ON CONFLICT (id) DO NOTHING"_s,
         {bind(defaultOrganization)}},
        {u"INSERT INTO users (id, external_name, display_name) VALUES (?, 'local', 'local') "
         "ON CONFLICT (id) DO NOTHING"_s,
         {bind(defaultUser)}},
        {u"INSERT INTO memberships (organization_id, user_id, role, display_name) "
         "VALUES (?, ?, 'admin', ?) ON CONFLICT (organization_id, user_id) "
         "DO UPDATE SET display_name = excluded.display_name"_s,
         {bind(defaultOrganization), bind(defaultUser), userName}},
        {u"DELETE FROM api_keys WHERE organization_id = ? AND user_id = ? AND name = ? "
         "AND hash <> ? AND ?"_s,
         {bind(defaultOrganization), bind(defaultUser), defaultKeyName, keyHash,
          others == OtherKeys::Removed}},
        {u"INSERT INTO api_keys (id, organization_id, user_id, name, hash) "
         "VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET revoked_at = NULL "
         "WHERE api_keys.organization_id = excluded.organization_id"_s,
         {QUuid::createUuid(), bind(defaultOrganization), bind(defaultUser), defaultKeyName,
          keyHash}},
    };
    for (const auto &[sql, bindings] : statements) {
        if (auto done = m_transaction.exec(sql, bindings); !done)
            return failure(done);
    }
    return findByKey(keyHash);
}

Result<> AccountStore::checkNotRevoked(const QByteArray &keyHash)
{
    const auto revoked = m_transaction.exec(
        u"SELECT FROM api_keys WHERE hash = ? AND revoked_at IS NOT NULL"_s, {keyHash});
    if (!revoked)
        return failure(revoked);
    if (revoked->isEmpty())
        return {};
    return failure(ErrorCode::Unauthorized,
                   u"The API key that the backend was given has been revoked. Give it another "
                   "one, which nobody has revoked."_s);
}

Result<KeyHolder> AccountStore::findByKey(const QByteArray &keyHash)
{
    const auto rows
        = m_transaction.exec(u"SELECT k.id, k.user_id, k.organization_id, m.role, m.display_name "_s
                                 + fromValidKeys + u"AND k.hash = ?"_s,
                             {keyHash});
    if (!rows)
        return failure(rows);
    if (rows->isEmpty())
        return failure(
            ErrorCode::Unauthorized,
            u"This API key does not count. Ask an admin of your organisation for another one."_s);
    const Row &row = rows->first();
    return KeyHolder{.keyId = row.uuid("id"_L1),
                     .userId = row.id<UserId>("user_id"_L1),
                     .organizationId = row.id<OrganizationId>("organization_id"_L1),
                     .role = domain::role(row.text("role"_L1)).value(),
                     .userName = row.text("display_name"_L1)};
}

Result<> AccountStore::touchKey(QUuid keyId)
{
    return m_transaction
        .exec(u"UPDATE api_keys SET last_used_at = now() WHERE id = ? "
              "AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')"_s,
              {keyId})
        .transform([](const Rows &) { });
}

Result<QSet<QUuid>> AccountStore::validAmong(const QSet<QUuid> &keyIds)
{
    QStringList ids;
    for (const QUuid &id : keyIds)
        ids << id.toString(QUuid::WithoutBraces);
    const auto rows
        = m_transaction.exec(u"SELECT k.id "_s + fromValidKeys + u"AND k.id = ANY (?::uuid[])"_s,
                             {QString(u'{' + ids.join(u',') + u'}')});
    if (!rows)
        return failure(rows);
    QSet<QUuid> valid;
    for (const Row &row : *rows)
        valid.insert(row.uuid("id"_L1));
    return valid;
}

Result<QList<RevokedIn>> AccountStore::revokedUntold(std::chrono::seconds certificateLife)
{
    const qint64 life = certificateLife.count();
    const auto rows = m_transaction.exec(revokedSql, {life, life, life});
    if (!rows)
        return failure(rows);
    QList<RevokedIn> found;
    for (const Row &row : *rows)
        found.append(
            {vmOf(row), row.text("as_of"_L1), row.texts("keys"_L1), row.flag("untold"_L1)});
    return found;
}

Result<bool> AccountStore::isRevokedLately(std::chrono::seconds time)
{
    return m_transaction
        .exec(
            u"SELECT 1 FROM api_keys WHERE revoked_at > now() - ? * interval '1 second' LIMIT 1"_s,
            {qint64(time.count())})
        .transform([](const Rows &rows) { return !rows.isEmpty(); });
}

Result<> AccountStore::noteKeysTold(const RevokedIn &told)
{
    // The VM may be gone by now.
    return m_transaction
        .exec(u"INSERT INTO vm_keys_told AS t (vm_id, organization_id, told_at) "
              "SELECT id, organization_id, CAST(? AS timestamptz) FROM vms "
              "WHERE organization_id = ? AND id = ? ON CONFLICT (vm_id) DO UPDATE "
              "SET told_at = greatest(t.told_at, excluded.told_at)"_s,
              {told.asOf, bind(told.vm.organizationId), bind(told.vm.id)})
        .transform([](const Rows &) { });
}

Result<OrganizationId> AccountStore::addOrganization(const QString &name)
{
    const auto id = OrganizationId::create();
    return m_transaction
        .exec(u"INSERT INTO organizations (id, name) VALUES (?, ?)"_s, {bind(id), name})
        .transform([id](const Rows &) { return id; });
}

Result<> AccountStore::setMembership(OrganizationId organization, UserId user,
                                     std::optional<Role> role,
                                     const std::optional<QString> &displayName)
{
    const QVariant givenRole = role ? domain::name(*role) : QVariant();
    const QVariant givenName = displayName ? *displayName : QVariant();
    return m_transaction
        .exec(u"INSERT INTO memberships (organization_id, user_id, role, display_name) "
              "VALUES (?, ?, coalesce(?::text, 'member'), coalesce(?::text, '')) "
              "ON CONFLICT (organization_id, user_id) "
              "DO UPDATE SET role = coalesce(?::text, memberships.role), "
              "display_name = coalesce(?::text, memberships.display_name)"_s,
              {bind(organization), bind(user), givenRole, givenName, givenRole, givenName})
        .transform([](const Rows &) { });
}

Result<> AccountStore::checkOtherAdmin(OrganizationId organization, UserId user)
{
    // Two admins who remove each other wait for each other here.
    const auto admins = m_transaction.exec(
        u"SELECT user_id FROM memberships WHERE organization_id = ? AND role = 'admin' "
        "ORDER BY user_id FOR UPDATE"_s,
        {bind(organization)});
    if (!admins)
        return failure(admins);
    if (admins->rows.size() != 1 || admins->first().id<UserId>("user_id"_L1) != user)
        return {};
    return failure(ErrorCode::Conflict,
                   u"Nobody else is an admin of this organisation. Make another member an admin "
                   "first."_s);
}

Result<> AccountStore::removeMembership(OrganizationId organization, UserId user)
{
    const auto removed
        = m_transaction.exec(u"DELETE FROM memberships WHERE organization_id = ? AND user_id = ?"_s,
                             {bind(organization), bind(user)});
    if (!removed)
        return failure(removed);
    return removed->affected > 0 ? Result<>{} : noMember();
}

Result<UserId> AccountStore::findOrAddUser(const QString &externalName)
{
    // The update changes nothing, and gives the row that is there.
    const auto user = m_transaction.exec(
        u"INSERT INTO users (id, external_name, display_name) VALUES (?, ?, ?) "
        "ON CONFLICT (external_name) DO UPDATE SET external_name = excluded.external_name "
        "RETURNING id"_s,
        {QUuid::createUuid(), externalName, externalName});
    if (!user)
        return failure(user);
    return user->first().id<UserId>("id"_L1);
}

Result<QList<domain::Member>> AccountStore::members(OrganizationId organization)
{
    return m_transaction
        .exec(selectMembers + u"WHERE m.organization_id = ? ORDER BY u.external_name"_s,
              {bind(organization)})
        .transform([](const Rows &rows) { return allOf(rows, memberOf); });
}

Result<domain::Member> AccountStore::findMember(OrganizationId organization,
                                                const QString &nameOrId)
{
    const auto rows = m_transaction.exec(
        selectMembers
            + u"WHERE m.organization_id = ? AND (u.external_name = ? OR u.id = ?) LIMIT 1"_s,
        {bind(organization), nameOrId, bind(UserId::fromString(nameOrId))});
    if (!rows)
        return failure(rows);
    if (rows->isEmpty())
        return noMember();
    return memberOf(rows->first());
}

Result<QUuid> AccountStore::addKey(OrganizationId organization, UserId user, const QString &name,
                                   const QByteArray &keyHash)
{
    // Also those revoked lately: each of them is told to VMs for a while.
    const auto held = m_transaction.exec(
        u"SELECT count(*) AS count FROM api_keys WHERE organization_id = ? AND user_id = ? "
        "AND (revoked_at IS NULL OR revoked_at > now() - interval '1 hour')"_s,
        {bind(organization), bind(user)});
    if (!held)
        return failure(held);
    if (held->first().number("count"_L1) >= maxKeys)
        return failure(
            ErrorCode::LimitReached,
            u"A user has at most %1 API keys, with those revoked in the last hour. "
            "Revoke some that are not used any more, or try again later."_s.arg(maxKeys));
    const QUuid id = QUuid::createUuid();
    return m_transaction
        .exec(u"INSERT INTO api_keys (id, organization_id, user_id, name, hash) "
              "VALUES (?, ?, ?, ?, ?)"_s,
              {id, bind(organization), bind(user), name, keyHash})
        .transform([id](const Rows &) { return id; });
}

Result<QList<domain::ApiKey>> AccountStore::keys(OrganizationId organization, UserId user)
{
    return m_transaction
        .exec(u"SELECT k.id, k.user_id, u.external_name, k.name, k.created_at, k.last_used_at, "
              "k.revoked_at FROM api_keys k JOIN users u ON u.id = k.user_id "
              "WHERE k.organization_id = ? AND (CAST(? AS uuid) IS NULL OR k.user_id = ?) "
              "ORDER BY k.revoked_at IS NOT NULL, k.created_at DESC, k.id LIMIT 1000"_s,
              {bind(organization), bind(user), bind(user)})
        .transform([](const Rows &rows) { return allOf(rows, keyOf); });
}

Result<> AccountStore::revokeKey(OrganizationId organization, QUuid keyId, UserId user)
{
    const auto revoked
        = m_transaction.exec(u"UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) "
                             "WHERE organization_id = ? AND id = ? "
                             "AND (CAST(? AS uuid) IS NULL OR user_id = ?)"_s,
                             {bind(organization), keyId, bind(user), bind(user)});
    if (!revoked)
        return failure(revoked);
    if (revoked->affected == 0)
        return failure(ErrorCode::NotFound, u"There is no such API key."_s);
    return {};
}

} // namespace skybranch::clouddb

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/memberservice.h"

#include "cloud/access.h"
#include "clouddb/accountstore.h"
#include "clouddb/organizationstore.h"

#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

using clouddb::AccountStore;
using clouddb::Transaction;
using domain::ApiKey;
using domain::Member;

/// 256 bits, behind a mark by which a key is recognised where it should not be.
QByteArray randomKey()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return "skb_"
        + QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random))
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

UserId ownerFor(const Caller &caller)
{
    return checkAdmin(caller) ? UserId() : caller.userId;
}

Result<Member> holderOf(AccountStore &accounts, const Caller &caller,
                        const wire::CreateKey &request)
{
    const QString self = caller.userId.toString();
    const auto holder
        = accounts.findMember(caller.organizationId, request.user.isEmpty() ? self : request.user);
    if (holder && holder->userId != caller.userId) {
        if (auto admin = checkAdmin(caller); !admin)
            return failure(admin);
    }
    return holder;
}

/// An organisation is not left without an admin, but by who runs the database.
Result<> checkOtherAdmin(AccountStore &accounts, const Caller &caller, UserId leaving)
{
    if (caller.userId.isNull())
        return {};
    return accounts.checkOtherAdmin(caller.organizationId, leaving);
}

Result<ApiKey> findKey(AccountStore &accounts, const Caller &caller, UserId user, QUuid id)
{
    const auto keys = accounts.keys(caller.organizationId, user);
    if (!keys)
        return failure(keys);
    for (const ApiKey &key : *keys) {
        if (key.id == id)
            return key;
    }
    return failure(ErrorCode::NotFound, u"There is no such API key."_s);
}

} // namespace

Task<QList<Member>> MemberService::members(Caller caller)
{
    co_return co_await m_database.run(
        u"members.list"_s,
        [caller](Transaction &transaction) -> Result<QList<Member>> {
            return AccountStore(transaction).members(caller.organizationId);
        },
        clouddb::Isolation::OneRead);
}

Task<domain::Membership> MemberService::self(Caller caller)
{
    co_return co_await m_database.run(
        u"members.self"_s,
        [caller](Transaction &transaction) -> Result<domain::Membership> {
            const auto member = AccountStore(transaction)
                                    .findMember(caller.organizationId, caller.userId.toString());
            if (!member)
                return failure(member);
            const auto organization
                = clouddb::OrganizationStore(transaction).find(caller.organizationId.toString());
            if (!organization)
                return failure(organization);
            return domain::Membership{*member, organization->id, organization->name};
        },
        clouddb::Isolation::Snapshot);
}

Task<domain::Member> MemberService::addMember(Caller caller, wire::AddMember request)
{
    co_return co_await m_database.run(
        u"members.add"_s, [caller, request](Transaction &transaction) -> Result<Member> {
            if (auto admin = checkAdmin(caller); !admin)
                return failure(admin);
            AccountStore accounts(transaction);
            const auto user = accounts.findOrAddUser(request.user);
            if (!user)
                return failure(user);
            if (request.role == domain::Role::Member) {
                if (auto other = checkOtherAdmin(accounts, caller, *user); !other)
                    return failure(other);
            }
            const auto joined = accounts.setMembership(caller.organizationId, *user, request.role,
                                                       request.displayName);
            if (!joined)
                return failure(joined);
            return accounts.findMember(caller.organizationId, user->toString());
        });
}

Task<> MemberService::removeMember(Caller caller, QString user)
{
    co_return co_await m_database.run(
        u"members.remove"_s, [caller, user](Transaction &transaction) -> Result<> {
            if (auto admin = checkAdmin(caller); !admin)
                return admin;
            AccountStore accounts(transaction);
            const auto member = accounts.findMember(caller.organizationId, user);
            if (!member)
                return failure(member);
            if (auto other = checkOtherAdmin(accounts, caller, member->userId); !other)
                return other;
            return accounts.removeMembership(caller.organizationId, member->userId);
        });
}

Task<QList<ApiKey>> MemberService::keys(Caller caller)
{
    co_return co_await m_database.run(
        u"keys.list"_s,
        [caller](Transaction &transaction) -> Result<QList<ApiKey>> {
            return AccountStore(transaction).keys(caller.organizationId, ownerFor(caller));
        },
        clouddb::Isolation::OneRead);
}

Task<wire::NewKey> MemberService::addKey(Caller caller, wire::CreateKey request)
{
    const QByteArray key = randomKey();
    co_return co_await m_database.run(
        u"keys.add"_s, [caller, request, key](Transaction &transaction) -> Result<wire::NewKey> {
            AccountStore accounts(transaction);
            const auto holder = holderOf(accounts, caller, request);
            if (!holder)
                return failure(holder);
            const auto id = accounts.addKey(caller.organizationId, holder->userId, request.name,
                                            AccountStore::hashOf(key));
            if (!id)
                return failure(id);
            const auto info = findKey(accounts, caller, holder->userId, *id);
            if (!info)
                return failure(info);
            return wire::NewKey{*info, key};
        });
}

Task<> MemberService::revokeKey(Caller caller, QUuid key)
{
    co_return co_await m_database.run(
        u"keys.revoke"_s, [caller, key](Transaction &transaction) -> Result<> {
            return AccountStore(transaction)
                .revokeKey(caller.organizationId, key, ownerFor(caller));
        });
}

} // namespace skybranch::cloud

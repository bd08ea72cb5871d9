// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"
#include "wire/accounts.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

Result<QString> userOf(const QJsonObject &input)
{
    wire::JsonReader reader(input);
    return reader.finish(reader.text("userId"_L1, 200));
}

/// What is no id is nobody's: nothing is found.
Result<QUuid> keyIdOf(const QJsonObject &input)
{
    wire::JsonReader reader(input);
    const QString text = reader.text("id"_L1, 64);
    return reader.finish(QUuid::fromString(text));
}

Task<QByteArray> listMembers(Services services, Call call)
{
    co_return answerList("members"_L1, co_await services.members->members(call.caller));
}

Task<QByteArray> self(Services services, Call call)
{
    co_return answer(co_await services.members->self(call.caller));
}

Task<QByteArray> addMember(Services services, Call call, wire::AddMember request)
{
    co_return answerUnlogged(co_await services.members->addMember(call.caller, request));
}

Task<QByteArray> removeMember(Services services, Call call, QString user)
{
    co_return answerNothing(co_await services.members->removeMember(call.caller, user));
}

Task<QByteArray> listKeys(Services services, Call call)
{
    co_return answerList("keys"_L1, co_await services.members->keys(call.caller));
}

Task<QByteArray> createKey(Services services, Call call, wire::CreateKey request)
{
    co_return answerUnlogged(co_await services.members->addKey(call.caller, request));
}

Task<QByteArray> revokeKey(Services services, Call call, QUuid id)
{
    co_return answerNothing(co_await services.members->revokeKey(call.caller, id));
}

} // namespace

QList<Operation> accountOperations(Services services)
{
    using enum Method;
    const OperationMaker make{services};
    const QString members = u"/api/members"_s;
    const QString keys = u"/api/keys"_s;
    return {
        make.query(u"member.list"_s, members, {u"Who is in the organisation."_s, u"MemberList"_s},
                   listMembers),
        make.query(u"member.self"_s, u"/api/me"_s, {u"Who the caller is."_s, u"Membership"_s},
                   self),
        make.mutation(u"member.add"_s, Post, members,
                      {u"Takes somebody in, or gives them another role. For admins."_s, u"Member"_s,
                       u"AddMember"_s, 201},
                      addMember, wire::addMember),
        make.mutation(
            u"member.remove"_s, Delete, members + u"/{userId}"_s,
            {u"Takes somebody out, and their keys with them. For admins."_s, u"Nothing"_s},
            removeMember, userOf),
        make.query(u"key.list"_s, keys,
                   {u"All API keys for an admin, else the caller's own."_s, u"KeyList"_s},
                   listKeys),
        make.mutation(u"key.create"_s, Post, keys,
                      {u"A new API key; one for somebody else is made by admins."_s, u"NewKey"_s,
                       u"CreateKey"_s, 201},
                      createKey, wire::createKey),
        make.mutation(u"key.revoke"_s, Delete, keys + u"/{id}"_s,
                      {u"Ends an API key and what is open with it."_s, u"Nothing"_s}, revokeKey,
                      keyIdOf),
    };
}

} // namespace skybranch::edge

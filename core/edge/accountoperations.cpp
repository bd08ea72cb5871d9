// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"
#include "wire/accounts.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

Task<QJsonObject> listMembers(Services services, Call call)
{
    co_return answerList(u"members"_s, co_await services.members->members(call.caller));
}

Task<QJsonObject> addMember(Services services, Call call)
{
    const auto request = wire::addMember(call.input);
    if (!request)
        co_return failure(request);
    co_return changesNothing(answer(co_await services.members->addMember(call.caller, *request)));
}

Task<QJsonObject> removeMember(Services services, Call call)
{
    wire::JsonReader reader(call.input);
    const auto user = reader.finish(reader.text("userId"_L1, 200));
    if (!user)
        co_return failure(user);
    const auto removed = co_await services.members->removeMember(call.caller, *user);
    co_return changesNothing(removed.transform([] { return QJsonObject(); }));
}

Task<QJsonObject> listKeys(Services services, Call call)
{
    co_return answerList(u"keys"_s, co_await services.members->keys(call.caller));
}

Task<QJsonObject> createKey(Services services, Call call)
{
    const auto request = wire::createKey(call.input);
    if (!request)
        co_return failure(request);
    co_return changesNothing(answer(co_await services.members->addKey(call.caller, *request)));
}

Task<QJsonObject> revokeKey(Services services, Call call)
{
    wire::JsonReader reader(call.input);
    const auto id = reader.finish(reader.text("id"_L1, 64));
    if (!id)
        co_return failure(id);
    const auto revoked = co_await services.members->revokeKey(call.caller, QUuid::fromString(*id));
    co_return changesNothing(revoked.transform([] { return QJsonObject(); }));
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
        make.mutation(u"member.add"_s, Post, members,
                      {u"Takes somebody in, or gives them another role. For admins."_s, u"Member"_s,
                       u"AddMember"_s, 201},
                      addMember),
        make.mutation(
            u"member.remove"_s, Delete, members + u"/{userId}"_s,
            {u"Takes somebody out, and their keys with them. For admins."_s, u"Nothing"_s},
            removeMember),
        make.query(u"key.list"_s, keys,
                   {u"All API keys for an admin, else the caller's own."_s, u"KeyList"_s},
                   listKeys),
        make.mutation(u"key.create"_s, Post, keys,
                      {u"A new API key; one for somebody else is made by admins."_s, u"NewKey"_s,
                       u"CreateKey"_s, 201},
                      createKey),
        make.mutation(u"key.revoke"_s, Delete, keys + u"/{id}"_s,
                      {u"Ends an API key and what is open with it."_s, u"Nothing"_s}, revokeKey),
    };
}

} // namespace skybranch::edge

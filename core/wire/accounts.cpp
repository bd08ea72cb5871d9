// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/accounts.h"

#include "wire/jsonreader.h"

using namespace Qt::StringLiterals;

namespace skybranch::wire {
namespace {

QString textOf(QUuid id)
{
    return id.toString(QUuid::WithoutBraces);
}

} // namespace

QJsonObject toJson(const AddMember &request)
{
    return {{u"userId"_s, request.user},
            {u"displayName"_s, request.displayName},
            {u"role"_s, domain::name(request.role)}};
}

QJsonObject toJson(const CreateKey &request)
{
    QJsonObject json{{u"name"_s, request.name}};
    if (!request.user.isEmpty())
        json.insert(u"userId"_s, request.user);
    return json;
}

QJsonObject toJson(const domain::Organization &organization)
{
    return {{u"id"_s, organization.id.toString()},
            {u"name"_s, organization.name},
            {u"createdAt"_s, timeToJson(organization.createdAt)},
            {u"members"_s, organization.members},
            {u"workspaces"_s, organization.workspaces},
            {u"vms"_s, organization.vms}};
}

QJsonObject toJson(const domain::Member &member)
{
    return {{u"id"_s, member.userId.toString()},
            {u"userId"_s, member.externalName},
            {u"displayName"_s, member.displayName},
            {u"role"_s, domain::name(member.role)},
            {u"createdAt"_s, timeToJson(member.createdAt)}};
}

QJsonObject toJson(const domain::ApiKey &key)
{
    return {{u"id"_s, textOf(key.id)},
            {u"userId"_s, key.userName},
            {u"name"_s, key.name},
            {u"createdAt"_s, timeToJson(key.createdAt)},
            {u"lastUsedAt"_s, timeToJson(key.lastUsedAt)},
            {u"revokedAt"_s, timeToJson(key.revokedAt)}};
}

QJsonObject toJson(const NewKey &key)
{
    QJsonObject json = toJson(key.info);
    json.insert(u"key"_s, QString::fromLatin1(key.key));
    return json;
}

Result<AddMember> addMember(const QJsonObject &json)
{
    JsonReader reader(json);
    AddMember request{.user = reader.text("userId"_L1, 200)};
    request.displayName = reader.textOr("displayName"_L1, request.user, 200);
    if (reader.has("role"_L1))
        request.role = reader.named("role"_L1, domain::role);
    reader.check(domain::checkAccountName(u"The field \"userId\""_s, request.user));
    reader.check(domain::checkAccountName(u"The field \"displayName\""_s, request.displayName));
    return reader.finish(std::move(request));
}

Result<CreateKey> createKey(const QJsonObject &json)
{
    JsonReader reader(json);
    CreateKey request{.name = reader.text("name"_L1, 200),
                      .user = reader.textOr("userId"_L1, {}, 200)};
    reader.check(domain::checkAccountName(u"The field \"name\""_s, request.name));
    return reader.finish(std::move(request));
}

} // namespace skybranch::wire

// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/accounts.h"

#include "wire/jsonreader.h"

using namespace Qt::StringLiterals;

namespace skybranch::wire {

QJsonObject toJson(const AddMember &request)
{
    QJsonObject json{{u"userId"_s, request.user}};
    if (request.displayName)
        json.insert(u"displayName"_s, *request.displayName);
    if (request.role)
        json.insert(u"role"_s, domain::name(*request.role));
    return json;
}

QJsonObject toJson(const CreateKey &request)
{
    QJsonObject json{{u"name"_s, request.name}};
    if (!request.user.isEmpty())
        json.insert(u"userId"_s, request.user);
    return json;
}

void writeFields(JsonWriter &out, const domain::Organization &organization)
{
    out.member("id"_L1, organization.id);
    out.member("name"_L1, organization.name);
    out.member("createdAt"_L1, organization.createdAt);
    out.member("members"_L1, organization.members);
    out.member("workspaces"_L1, organization.workspaces);
    out.member("vms"_L1, organization.vms);
    out.member("maxWorkspaces"_L1, organization.maxWorkspaces);
}

void writeFields(JsonWriter &out, const domain::Member &member)
{
    out.member("id"_L1, member.userId);
    out.member("userId"_L1, member.externalName);
    out.member("displayName"_L1, member.displayName);
    out.member("role"_L1, domain::name(member.role));
    out.member("createdAt"_L1, member.createdAt);
}

void writeFields(JsonWriter &out, const domain::Membership &membership)
{
    writeFields(out, membership.member);
    out.member("organizationId"_L1, membership.organizationId);
    out.member("organizationName"_L1, membership.organizationName);
}

void writeFields(JsonWriter &out, const domain::ApiKey &key)
{
    out.member("id"_L1, key.id);
    out.member("userId"_L1, key.userName);
    out.member("name"_L1, key.name);
    out.member("createdAt"_L1, key.createdAt);
    out.member("lastUsedAt"_L1, key.lastUsedAt);
    out.member("revokedAt"_L1, key.revokedAt);
}

void writeFields(JsonWriter &out, const NewKey &key)
{
    writeFields(out, key.info);
    out.member("key"_L1, QLatin1StringView(key.key));
}

Result<AddMember> addMember(const QJsonObject &json)
{
    JsonReader reader(json);
    AddMember request{.user = reader.text("userId"_L1, 200)};
    if (reader.has("displayName"_L1))
        request.displayName = reader.text("displayName"_L1, 200);
    if (reader.has("role"_L1))
        request.role = reader.named("role"_L1, domain::role);
    reader.check(domain::checkAccountName(u"The field \"userId\""_s, request.user));
    if (request.displayName)
        reader.check(
            domain::checkAccountName(u"The field \"displayName\""_s, *request.displayName));
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

Result<domain::Membership> membership(const QJsonObject &json)
{
    JsonReader reader(json);
    domain::Membership membership{
        .member = {.userId = UserId::fromString(reader.text("id"_L1, 64)),
                   .externalName = reader.words("userId"_L1, 200),
                   .displayName = reader.words("displayName"_L1, 200),
                   .role = reader.named("role"_L1, domain::role),
                   .createdAt = reader.timeOrNull("createdAt"_L1)},
        .organizationId = OrganizationId::fromString(reader.text("organizationId"_L1, 64)),
        .organizationName = reader.words("organizationName"_L1, 200)};
    return reader.finish(std::move(membership));
}

} // namespace skybranch::wire

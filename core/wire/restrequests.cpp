// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/names.h"
#include "wire/jsonreader.h"
#include "wire/rest.h"

using namespace Qt::StringLiterals;

namespace skybranch::wire {
namespace {

constexpr qsizetype maxKeyLine = 1000;

} // namespace

QJsonObject toJson(const CreateRepository &request)
{
    QJsonObject json{{u"url"_s, request.url}};
    if (!request.name.isEmpty())
        json.insert(u"name"_s, request.name);
    return json;
}

QJsonObject toJson(const CreateWorkspace &request)
{
    QJsonObject json{
        {u"repositoryId"_s, request.repositoryId.toString()},
        {u"name"_s, request.name},
        {u"branch"_s, request.branch},
        {u"placement"_s, domain::name(request.placement)},
        {u"seed"_s, domain::name(request.seed)},
        {u"autoStopMinutes"_s, request.autoStopMinutes},
    };
    if (!request.provider.isEmpty())
        json.insert(u"provider"_s, request.provider);
    if (!request.id.isNull())
        json.insert(u"id"_s, request.id.toString());
    return json;
}

QJsonObject toJson(const PatchWorkspace &request)
{
    QJsonObject json;
    if (request.name)
        json.insert(u"name"_s, *request.name);
    if (request.autoStopMinutes)
        json.insert(u"autoStopMinutes"_s, *request.autoStopMinutes);
    return json;
}

QJsonObject toJson(const RetryWorkspace &request)
{
    QJsonObject json;
    if (request.seed)
        json.insert(u"seed"_s, domain::name(*request.seed));
    return json;
}

QJsonObject toJson(const SshCredentialsRequest &request)
{
    return {{u"publicKey"_s, request.publicKey}};
}

QJsonObject toJson(const JoinWorkspace &request)
{
    QJsonObject json{{u"clientType"_s, domain::name(request.clientType)}};
    if (!request.sessionId.isNull())
        json.insert(u"sessionId"_s, request.sessionId.toString(QUuid::WithoutBraces));
    return json;
}

QJsonObject toJson(const KeepAwake &request)
{
    return {{u"minutes"_s, request.minutes}};
}

Result<CreateRepository> createRepository(const QJsonObject &json)
{
    JsonReader reader(json);
    CreateRepository request{.url = reader.text("url"_L1)};
    reader.check(domain::checkRemoteUrl(request.url));
    if (reader.has("name"_L1)) {
        request.name = reader.text("name"_L1);
        // What a workspace may be called.
        reader.check(domain::checkWorkspaceName(request.name));
    }
    return reader.finish(std::move(request));
}

Result<CreateWorkspace> createWorkspace(const QJsonObject &json)
{
    JsonReader reader(json);
    CreateWorkspace request{.repositoryId
                            = RepositoryId::fromString(reader.text("repositoryId"_L1, 64)),
                            .name = reader.text("name"_L1),
                            .branch = reader.text("branch"_L1),
                            .provider = reader.textOr("provider"_L1, {}, 64)};
    if (request.repositoryId.isNull())
        reader.fail("repositoryId"_L1, u"must be a UUID"_s);
    if (reader.has("id"_L1)) {
        request.id = WorkspaceId::fromString(reader.text("id"_L1, 64));
        if (request.id.isNull())
            reader.fail("id"_L1, u"must be a UUID"_s);
    }
    if (reader.has("placement"_L1))
        request.placement = reader.named("placement"_L1, domain::placement);
    if (reader.has("seed"_L1))
        request.seed = reader.named("seed"_L1, domain::seedSource);
    request.autoStopMinutes
        = int(reader.integerOr("autoStopMinutes"_L1, domain::defaultAutoStopMinutes,
                               domain::minAutoStopMinutes, domain::maxAutoStopMinutes));
    reader.check(domain::checkWorkspaceName(request.name));
    reader.check(domain::checkBranchName(request.branch));
    return reader.finish(std::move(request));
}

Result<PatchWorkspace> patchWorkspace(const QJsonObject &json)
{
    JsonReader reader(json);
    PatchWorkspace request;
    if (reader.has("name"_L1)) {
        request.name = reader.text("name"_L1);
        reader.check(domain::checkWorkspaceName(*request.name));
    }
    if (reader.has("autoStopMinutes"_L1))
        request.autoStopMinutes = int(reader.integer(
            "autoStopMinutes"_L1, domain::minAutoStopMinutes, domain::maxAutoStopMinutes));
    return reader.finish(std::move(request));
}

Result<RetryWorkspace> retryWorkspace(const QJsonObject &json)
{
    JsonReader reader(json);
    RetryWorkspace request;
    if (reader.has("seed"_L1))
        request.seed = reader.named("seed"_L1, domain::seedSource);
    return reader.finish(std::move(request));
}

Result<SshCredentialsRequest> sshCredentialsRequest(const QJsonObject &json)
{
    JsonReader reader(json);
    SshCredentialsRequest request{.publicKey = reader.text("publicKey"_L1, maxKeyLine)};
    return reader.finish(std::move(request));
}

Result<JoinWorkspace> joinWorkspace(const QJsonObject &json)
{
    JsonReader reader(json);
    JoinWorkspace request;
    if (reader.has("sessionId"_L1)) {
        request.sessionId = QUuid::fromString(reader.text("sessionId"_L1, 64));
        if (request.sessionId.isNull())
            reader.fail("sessionId"_L1, u"must be a UUID"_s);
    }
    if (reader.has("clientType"_L1))
        request.clientType = reader.named("clientType"_L1, domain::clientType);
    return reader.finish(std::move(request));
}

Result<KeepAwake> keepAwake(const QJsonObject &json)
{
    JsonReader reader(json);
    const KeepAwake request{.minutes
                            = int(reader.integer("minutes"_L1, 0, domain::maxKeepAwakeMinutes))};
    return reader.finish(request);
}

} // namespace skybranch::wire

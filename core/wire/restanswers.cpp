// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/names.h"
#include "wire/guestrpc.h"
#include "wire/jsonreader.h"
#include "wire/rest.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skybranch::wire {
namespace {

constexpr qsizetype maxHostKeys = 16;
constexpr qsizetype maxGuestProgram = 1000;
constexpr qsizetype maxGuestProblem = 500;

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template <typename Id> QJsonValue idOrNull(const Id &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString());
}

template <typename Id> Id readId(JsonReader &reader, QLatin1StringView field)
{
    const Id id = Id::fromString(reader.text(field, 64));
    if (id.isNull())
        reader.fail(field, u"must be a UUID"_s);
    return id;
}

/// The fields that say how a workspace is doing.
void readState(JsonReader &reader, domain::Workspace &workspace)
{
    workspace.status = reader.named("status"_L1, domain::workspaceStatus);
    if (reader.has("pendingAction"_L1))
        workspace.pending = reader.named("pendingAction"_L1, domain::pendingAction);
    workspace.statusMessage = reader.textOr("statusMessage"_L1, {});
    if (reader.has("step"_L1))
        workspace.step = reader.named("step"_L1, domain::provisioningStep);
    workspace.stepDetail = reader.textOr("stepDetail"_L1, {});
    workspace.stepStartedAt = reader.timeOrNull("stepStartedAt"_L1);
    workspace.lastActiveAt = reader.timeOrNull("lastActiveAt"_L1);
    workspace.awakeReason = reader.textOr("awakeReason"_L1, {});
    workspace.keepAwakeUntil = reader.timeOrNull("keepAwakeUntil"_L1);
    workspace.statusChangedAt = reader.timeOrNull("statusChangedAt"_L1);
    workspace.createdAt = reader.timeOrNull("createdAt"_L1);
    workspace.updatedAt = reader.timeOrNull("updatedAt"_L1);
}

} // namespace

QJsonObject toJson(const SshCredentials &credentials)
{
    return {
        {u"host"_s, credentials.host},
        {u"port"_s, credentials.port},
        {u"user"_s, credentials.user},
        {u"hostKeys"_s, QJsonArray::fromStringList(credentials.hostKeys)},
        {u"certificate"_s, credentials.certificate},
        {u"guestProgram"_s, credentials.guestProgram},
        {u"guestProblem"_s, credentials.guestProblem},
        {u"principal"_s, credentials.principal},
        {u"expiresAt"_s, timeToJson(credentials.expiresAt)},
    };
}

QJsonObject toJson(const domain::Presence &presence)
{
    return {
        {u"id"_s, presence.id.toString(QUuid::WithoutBraces)},
        {u"workspaceId"_s, presence.workspaceId.toString()},
        {u"userId"_s, presence.userId.toString()},
        {u"userName"_s, presence.userName},
        {u"clientType"_s, domain::name(presence.type)},
        {u"connectedAt"_s, timeToJson(presence.connectedAt)},
        {u"lastHeartbeatAt"_s, timeToJson(presence.lastHeartbeatAt)},
    };
}

QJsonObject toJson(const domain::Repository &repository)
{
    return {
        {u"id"_s, repository.id.toString()},
        {u"name"_s, repository.name},
        {u"url"_s, repository.url},
        {u"createdAt"_s, timeToJson(repository.createdAt)},
    };
}

QJsonObject toJson(const domain::Workspace &workspace)
{
    return {
        {u"id"_s, workspace.id.toString()},
        {u"organizationId"_s, workspace.organizationId.toString()},
        {u"repositoryId"_s, workspace.repositoryId.toString()},
        {u"vmId"_s, idOrNull(workspace.vmId)},
        {u"creatorId"_s, idOrNull(workspace.creatorId)},
        {u"placement"_s, domain::name(workspace.placement)},
        {u"name"_s, workspace.name},
        {u"branch"_s, workspace.branch},
        {u"status"_s, domain::name(workspace.status)},
        {u"pendingAction"_s, textOrNull(domain::name(workspace.pending))},
        {u"statusMessage"_s, workspace.statusMessage},
        {u"step"_s, workspace.step ? QJsonValue(domain::name(*workspace.step)) : QJsonValue()},
        {u"stepDetail"_s, workspace.stepDetail},
        {u"stepStartedAt"_s, timeToJson(workspace.stepStartedAt)},
        {u"seed"_s, domain::name(workspace.seed)},
        {u"autoStopMinutes"_s, workspace.autoStopMinutes},
        {u"location"_s, domain::name(workspace.location)},
        {u"providerType"_s, textOrNull(workspace.providerType)},
        {u"providerVmId"_s, textOrNull(workspace.providerVmId)},
        {u"lastActiveAt"_s, timeToJson(workspace.lastActiveAt)},
        {u"awakeReason"_s, workspace.awakeReason},
        {u"keepAwakeUntil"_s, timeToJson(workspace.keepAwakeUntil)},
        {u"statusChangedAt"_s, timeToJson(workspace.statusChangedAt)},
        {u"createdAt"_s, timeToJson(workspace.createdAt)},
        {u"updatedAt"_s, timeToJson(workspace.updatedAt)},
    };
}

/// A path that means the same wherever it is used. An older backend does not say it.
QString guestProgramOf(JsonReader &reader)
{
    static const QRegularExpression safe(u"^(/[A-Za-z0-9_@+.-]+)+$"_s);
    const QString path = reader.textOr("guestProgram"_L1, QString(guestProgram), maxGuestProgram);
    if (!path.isEmpty() && (!safe.match(path).hasMatch() || path.contains("/../"_L1)))
        reader.fail("guestProgram"_L1, u"must be a plain absolute path"_s);
    return path;
}

Result<SshCredentials> sshCredentials(const QJsonObject &json)
{
    JsonReader reader(json);
    SshCredentials credentials{
        .host = reader.text("host"_L1, 255),
        .port = quint16(reader.integer("port"_L1, 1, 65535)),
        .user = reader.text("user"_L1, 64),
        .hostKeys = reader.texts("hostKeys"_L1, maxHostKeys),
        .certificate = reader.text("certificate"_L1),
        .guestProgram = guestProgramOf(reader),
        .guestProblem = reader.words("guestProblem"_L1, maxGuestProblem),
        .principal = reader.text("principal"_L1, 255),
        .expiresAt = reader.timeOrNull("expiresAt"_L1),
    };
    return reader.finish(std::move(credentials));
}

Result<domain::Presence> presence(const QJsonObject &json)
{
    JsonReader reader(json);
    domain::Presence presence;
    presence.id = QUuid::fromString(reader.text("id"_L1, 64));
    if (presence.id.isNull())
        reader.fail("id"_L1, u"must be a UUID"_s);
    presence.workspaceId = readId<WorkspaceId>(reader, "workspaceId"_L1);
    presence.userId = readId<UserId>(reader, "userId"_L1);
    presence.userName = reader.words("userName"_L1);
    presence.type = reader.named("clientType"_L1, domain::clientType);
    presence.connectedAt = reader.timeOrNull("connectedAt"_L1);
    presence.lastHeartbeatAt = reader.timeOrNull("lastHeartbeatAt"_L1);
    return reader.finish(std::move(presence));
}

Result<domain::Repository> repository(const QJsonObject &json)
{
    JsonReader reader(json);
    domain::Repository repository;
    repository.id = readId<RepositoryId>(reader, "id"_L1);
    repository.name = reader.text("name"_L1);
    repository.url = reader.text("url"_L1);
    repository.createdAt = reader.timeOrNull("createdAt"_L1);
    return reader.finish(std::move(repository));
}

Result<domain::Workspace> workspace(const QJsonObject &json)
{
    JsonReader reader(json);
    domain::Workspace workspace;
    workspace.id = readId<WorkspaceId>(reader, "id"_L1);
    workspace.organizationId = readId<OrganizationId>(reader, "organizationId"_L1);
    workspace.repositoryId = readId<RepositoryId>(reader, "repositoryId"_L1);
    if (reader.has("vmId"_L1))
        workspace.vmId = readId<VmId>(reader, "vmId"_L1);
    if (reader.has("creatorId"_L1))
        workspace.creatorId = readId<UserId>(reader, "creatorId"_L1);
    workspace.placement = reader.named("placement"_L1, domain::placement);
    workspace.name = reader.text("name"_L1);
    workspace.branch = reader.text("branch"_L1);
    workspace.seed = reader.named("seed"_L1, domain::seedSource);
    workspace.autoStopMinutes = int(reader.integer("autoStopMinutes"_L1, domain::minAutoStopMinutes,
                                                   domain::maxAutoStopMinutes));
    workspace.location = reader.named("location"_L1, domain::location);
    workspace.providerType = reader.textOr("providerType"_L1, {});
    workspace.providerVmId = reader.textOr("providerVmId"_L1, {});
    readState(reader, workspace);
    return reader.finish(std::move(workspace));
}

QJsonObject errorToJson(const Error &error)
{
    return {{u"error"_s,
             QJsonObject{{u"code"_s, errorCodeName(error.code)}, {u"message"_s, error.message}}}};
}

Error errorFromJson(const QJsonObject &json)
{
    JsonReader outer(json);
    JsonReader reader(outer.object("error"_L1));
    Error error{.code = errorCodeFromName(reader.text("code"_L1, 64)),
                .message = reader.text("message"_L1)};
    if (reader.error() || error.message.isEmpty())
        return {ErrorCode::Internal, u"The backend has answered with something unknown."_s, {}};
    return error;
}

} // namespace skybranch::wire

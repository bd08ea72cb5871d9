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

std::optional<QStringView> orNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional<QStringView>(text);
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

void writeFields(JsonWriter &out, const SshCredentials &credentials)
{
    out.member("host"_L1, credentials.host);
    out.member("port"_L1, credentials.port);
    out.member("user"_L1, credentials.user);
    out.member("hostKeys"_L1, credentials.hostKeys);
    out.member("certificate"_L1, credentials.certificate);
    out.member("guestProgram"_L1, credentials.guestProgram);
    out.member("guestProblem"_L1, credentials.guestProblem);
    out.member("principal"_L1, credentials.principal);
    out.member("expiresAt"_L1, credentials.expiresAt);
}

void writeFields(JsonWriter &out, const domain::Presence &presence)
{
    out.member("id"_L1, presence.id);
    out.member("workspaceId"_L1, presence.workspaceId);
    out.member("userId"_L1, presence.userId);
    out.member("userName"_L1, presence.userName);
    out.member("clientType"_L1, domain::name(presence.type));
    out.member("connectedAt"_L1, presence.connectedAt);
    out.member("lastHeartbeatAt"_L1, presence.lastHeartbeatAt);
}

void writeFields(JsonWriter &out, const domain::Repository &repository)
{
    out.member("id"_L1, repository.id);
    out.member("name"_L1, repository.name);
    out.member("url"_L1, repository.url);
    out.member("createdAt"_L1, repository.createdAt);
}

void writeFields(JsonWriter &out, const domain::Workspace &workspace)
{
    out.member("id"_L1, workspace.id);
    out.member("organizationId"_L1, workspace.organizationId);
    out.member("repositoryId"_L1, workspace.repositoryId);
    out.member("vmId"_L1, workspace.vmId);
    out.member("creatorId"_L1, workspace.creatorId);
    out.member("placement"_L1, domain::name(workspace.placement));
    out.member("name"_L1, workspace.name);
    out.member("branch"_L1, workspace.branch);
    out.member("status"_L1, domain::name(workspace.status));
    out.member("pendingAction"_L1, orNull(domain::name(workspace.pending)));
    out.member("statusMessage"_L1, workspace.statusMessage);
    out.member("step"_L1,
               workspace.step ? std::optional(domain::name(*workspace.step)) : std::nullopt);
    out.member("stepDetail"_L1, workspace.stepDetail);
    out.member("stepStartedAt"_L1, workspace.stepStartedAt);
    out.member("seed"_L1, domain::name(workspace.seed));
    out.member("autoStopMinutes"_L1, workspace.autoStopMinutes);
    out.member("location"_L1, domain::name(workspace.location));
    out.member("providerType"_L1, orNull(workspace.providerType));
    out.member("providerVmId"_L1, orNull(workspace.providerVmId));
    out.member("lastActiveAt"_L1, workspace.lastActiveAt);
    out.member("awakeReason"_L1, workspace.awakeReason);
    out.member("keepAwakeUntil"_L1, workspace.keepAwakeUntil);
    out.member("statusChangedAt"_L1, workspace.statusChangedAt);
    out.member("createdAt"_L1, workspace.createdAt);
    out.member("updatedAt"_L1, workspace.updatedAt);
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

void writeFields(JsonWriter &out, const Problem &problem)
{
    out.object("error"_L1, [&] {
        out.member("code"_L1, problem.code);
        out.member("message"_L1, problem.message);
    });
}

void writeFields(JsonWriter &out, const Error &error)
{
    writeFields(out, Problem{errorCodeName(error.code), error.message});
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

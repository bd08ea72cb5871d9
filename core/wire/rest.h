// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/presence.h"
#include "domain/workspace.h"
#include "wire/jsonwriter.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

/// What the REST API takes and gives. Whoever reads one of these gets it whole and checked, or
/// InvalidArgument with the field's name in the message.
namespace skybranch::wire {

struct CreateRepository
{
    QString url;
    QString name{}; ///< empty: made from the URL

    friend bool operator==(const CreateRepository &, const CreateRepository &) = default;
};

struct CreateWorkspace
{
    RepositoryId repositoryId;
    QString name;
    QString branch;
    domain::Placement placement = domain::Placement::Dedicated;
    domain::SeedSource seed = domain::SeedSource::Remote;
    int autoStopMinutes = 30;
    QString provider; ///< empty: the backend's own choice
    WorkspaceId id{}; ///< chosen by who asks, so that a lost answer can be asked for; null: any

    friend bool operator==(const CreateWorkspace &, const CreateWorkspace &) = default;
};

/// What is set is changed.
struct PatchWorkspace
{
    std::optional<QString> name;
    std::optional<int> autoStopMinutes;

    friend bool operator==(const PatchWorkspace &, const PatchWorkspace &) = default;
};

struct RetryWorkspace
{
    std::optional<domain::SeedSource> seed; ///< not set: as before

    friend bool operator==(const RetryWorkspace &, const RetryWorkspace &) = default;
};

struct SshCredentialsRequest
{
    QString publicKey; ///< "ssh-ed25519 AAAA..."

    friend bool operator==(const SshCredentialsRequest &, const SshCredentialsRequest &) = default;
};

struct JoinWorkspace
{
    QUuid sessionId{}; ///< chosen by who asks, so that it can be asked again; null: any
    domain::ClientType clientType = domain::ClientType::Desktop;

    friend bool operator==(const JoinWorkspace &, const JoinWorkspace &) = default;
};

struct KeepAwake
{
    int minutes = 0; ///< from now; 0 ends it

    friend bool operator==(const KeepAwake &, const KeepAwake &) = default;
};

/// From when to when. Where the end is invalid it is now; where the beginning is, 30 days before.
struct UsageQuery
{
    QDateTime from{};
    QDateTime to{};

    friend bool operator==(const UsageQuery &, const UsageQuery &) = default;
};

/// How long one workspace was in one state, with one provider and size.
struct UsageEntry
{
    WorkspaceId workspaceId;
    QString workspaceName; ///< as it is called now, or was called last
    bool exists = true; ///< false: it has been deleted since
    QString providerType; ///< empty before there was a VM
    QString size; ///< the provider's words, "2cpu-4096mb"; empty where it has none
    domain::WorkspaceStatus status = domain::WorkspaceStatus::Running;
    qint64 seconds = 0;

    friend bool operator==(const UsageEntry &, const UsageEntry &) = default;
};

/// What was used between two times, by workspace.
struct Usage
{
    QDateTime from;
    QDateTime to;
    QList<UsageEntry> entries;

    friend bool operator==(const Usage &, const Usage &) = default;
};

/// A way into a VM for a few minutes.
struct SshCredentials
{
    QString host;
    quint16 port = 0;
    QString user;
    QStringList hostKeys; ///< nothing else may be trusted
    QString certificate; ///< one line, for the key that was sent
    QString guestProgram; ///< the guest's path in the VM; empty: it has none
    QString guestProblem; ///< a sentence: why it has none
    QString principal;
    QDateTime expiresAt;

    friend bool operator==(const SshCredentials &, const SshCredentials &) = default;
};

QJsonObject toJson(const CreateRepository &request);
QJsonObject toJson(const CreateWorkspace &request);
QJsonObject toJson(const PatchWorkspace &request);
QJsonObject toJson(const RetryWorkspace &request);
QJsonObject toJson(const SshCredentialsRequest &request);
QJsonObject toJson(const JoinWorkspace &request);
QJsonObject toJson(const KeepAwake &request);
QJsonObject toJson(const UsageQuery &query);
void writeFields(JsonWriter &out, const UsageEntry &entry);
void writeFields(JsonWriter &out, const SshCredentials &credentials);
void writeFields(JsonWriter &out, const Usage &usage);
void writeFields(JsonWriter &out, const domain::Presence &presence);
void writeFields(JsonWriter &out, const domain::Repository &repository);
void writeFields(JsonWriter &out, const domain::Workspace &workspace);

Result<CreateRepository> createRepository(const QJsonObject &json);
Result<CreateWorkspace> createWorkspace(const QJsonObject &json);
Result<PatchWorkspace> patchWorkspace(const QJsonObject &json);
Result<RetryWorkspace> retryWorkspace(const QJsonObject &json);
Result<SshCredentialsRequest> sshCredentialsRequest(const QJsonObject &json);
Result<JoinWorkspace> joinWorkspace(const QJsonObject &json);
Result<KeepAwake> keepAwake(const QJsonObject &json);
Result<UsageQuery> usageQuery(const QJsonObject &json);
Result<UsageEntry> usageEntry(const QJsonObject &json);
Result<Usage> usage(const QJsonObject &json);
Result<domain::Presence> presence(const QJsonObject &json);
Result<SshCredentials> sshCredentials(const QJsonObject &json);
Result<domain::Repository> repository(const QJsonObject &json);
Result<domain::Workspace> workspace(const QJsonObject &json);

/// What is told of a failure.
struct Problem
{
    QString code; ///< an error's own, or one that no ErrorCode has
    QString message;
};

/// {"error":{"code":"not_found","message":"..."}}: every failure of the API.
void writeFields(JsonWriter &out, const Problem &problem);
void writeFields(JsonWriter &out, const Error &error);
Error errorFromJson(const QJsonObject &json);

} // namespace skybranch::wire

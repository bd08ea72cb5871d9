// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/shapereading.h"

#include "client/words.h"
#include "wire/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

using localdb::ShapeChange;

std::unexpected<Error> unknownStream(const QString &detail)
{
    return failure(ErrorCode::InvalidArgument,
                   Words::tr("The backend has sent something unknown. Update Skybranch."), detail);
}

std::optional<ShapeChange::Kind> kindOf(QStringView operation)
{
    if (operation == u"insert")
        return ShapeChange::Kind::Insert;
    if (operation == u"update")
        return ShapeChange::Kind::Update;
    if (operation == u"delete")
        return ShapeChange::Kind::Delete;
    return std::nullopt;
}

Result<> takeMessage(ShapeBatch &batch, const QJsonObject &message)
{
    const QJsonObject headers = message.value("headers"_L1).toObject();
    const QString control = headers.value("control"_L1).toString();
    batch.upToDate |= control == "up-to-date"_L1;
    batch.mustRefetch |= control == "must-refetch"_L1;
    if (!headers.contains("operation"_L1))
        return {};
    const auto kind = kindOf(headers.value("operation"_L1).toString());
    const QJsonObject columns = message.value("value"_L1).toObject();
    const QString id = columns.value("id"_L1).toString();
    if (!kind || id.isEmpty())
        return unknownStream(u"a change without operation or id"_s);
    batch.changes.append({*kind, id, columns});
    return {};
}

/// Reads "2026-11-22 03:33:01.123456+00" as well as ISO 8601.
QDateTime timeFrom(QString text)
{
    if (text.size() > 10)
        text[10] = u'T';
    if (text.size() > 3 && (text.at(text.size() - 3) == u'+' || text.at(text.size() - 3) == u'-'))
        text += u":00"_s;
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

} // namespace

Result<ShapeBatch> readShape(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (!document.isArray() && !body.isEmpty())
        return unknownStream(error.errorString());
    ShapeBatch batch;
    for (const QJsonValue &message : document.array()) {
        if (auto taken = takeMessage(batch, message.toObject()); !taken)
            return failure(taken);
    }
    return batch;
}

void applyChange(QMap<QString, QJsonObject> &rows, const ShapeChange &change)
{
    switch (change.kind) {
    case ShapeChange::Kind::Delete:
        rows.remove(change.id);
        return;
    case ShapeChange::Kind::Insert:
        rows.insert(change.id, change.columns);
        return;
    case ShapeChange::Kind::Update:
        QJsonObject &row = rows[change.id];
        for (auto column = change.columns.begin(); column != change.columns.end(); ++column)
            row.insert(column.key(), column.value());
        return;
    }
}

Result<domain::Workspace> workspaceFromColumns(const QJsonObject &columns)
{
    wire::JsonReader reader(columns);
    const auto text = [&](QLatin1StringView column) { return reader.textOr(column, {}, 4000); };
    domain::Workspace workspace;
    workspace.id = WorkspaceId::fromString(text("id"_L1));
    workspace.organizationId = OrganizationId::fromString(text("organization_id"_L1));
    workspace.repositoryId = RepositoryId::fromString(text("repository_id"_L1));
    workspace.vmId = VmId::fromString(text("vm_id"_L1));
    workspace.creatorId = UserId::fromString(text("creator_id"_L1));
    workspace.placement = reader.named("placement"_L1, domain::placement);
    workspace.name = text("name"_L1);
    workspace.branch = text("branch"_L1);
    workspace.status = reader.named("status"_L1, domain::workspaceStatus);
    if (reader.has("pending_action"_L1))
        workspace.pending = reader.named("pending_action"_L1, domain::pendingAction);
    workspace.statusMessage = text("status_message"_L1);
    if (reader.has("step"_L1))
        workspace.step = reader.named("step"_L1, domain::provisioningStep);
    workspace.stepDetail = text("step_detail"_L1);
    workspace.stepStartedAt = timeFrom(text("step_started_at"_L1));
    workspace.seed = reader.named("seed"_L1, domain::seedSource);
    workspace.autoStopMinutes = text("auto_stop_minutes"_L1).toInt();
    workspace.location = reader.named("location"_L1, domain::location);
    workspace.providerType = text("provider_type"_L1);
    workspace.providerVmId = text("provider_vm_id"_L1);
    workspace.lastActiveAt = timeFrom(text("last_active_at"_L1));
    workspace.awakeReason = text("awake_reason"_L1);
    workspace.keepAwakeUntil = timeFrom(text("keep_awake_until"_L1));
    workspace.statusChangedAt = timeFrom(text("status_changed_at"_L1));
    workspace.createdAt = timeFrom(text("created_at"_L1));
    workspace.updatedAt = timeFrom(text("updated_at"_L1));
    if (workspace.id.isNull())
        reader.fail("id"_L1, u"is not an id"_s);
    return reader.finish(std::move(workspace));
}

Result<domain::Presence> presenceFromColumns(const QJsonObject &columns)
{
    wire::JsonReader reader(columns);
    domain::Presence presence{
        .id = QUuid::fromString(reader.text("id"_L1, 64)),
        .workspaceId = WorkspaceId::fromString(reader.text("workspace_id"_L1, 64)),
        .userId = UserId::fromString(reader.text("user_id"_L1, 64)),
        .userName = reader.words("user_name"_L1, 200),
        .type = reader.named("client_type"_L1, domain::clientType),
        .connectedAt = timeFrom(reader.textOr("connected_at"_L1, {}, 64)),
    };
    if (presence.id.isNull() || presence.workspaceId.isNull())
        reader.fail("id"_L1, u"is not an id"_s);
    return reader.finish(std::move(presence));
}

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/rowreaders.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

std::optional<domain::ProvisioningStep> stepOf(const Row &row)
{
    const QString step = row.text("step"_L1);
    if (step.isEmpty())
        return std::nullopt;
    return domain::provisioningStep(step).value();
}

} // namespace

QString selectWorkspaces()
{
    // In the order in which they are read.
    return u"SELECT w.id, w.organization_id, w.repository_id, w.vm_id, w.creator_id, w.placement, "
           "w.name, w.branch, w.status, w.pending_action, w.status_message, w.step, "
           "w.step_detail, w.step_started_at, w.seed, w.auto_stop_minutes, w.location, "
           "v.provider_type, v.provider_vm_id, w.last_active_at, w.awake_reason, "
           "w.keep_awake_until, w.status_changed_at, w.created_at, w.updated_at, w.provisioned "
           "FROM cloud_workspaces w LEFT JOIN vms v ON v.id = w.vm_id "_s;
}

domain::Workspace workspaceOf(const Row &row)
{
    return {
        .id = row.id<WorkspaceId>("id"_L1),
        .organizationId = row.id<OrganizationId>("organization_id"_L1),
        .repositoryId = row.id<RepositoryId>("repository_id"_L1),
        .vmId = row.id<VmId>("vm_id"_L1),
        .creatorId = row.id<UserId>("creator_id"_L1),
        .placement = domain::placement(row.text("placement"_L1)).value(),
        .name = row.text("name"_L1),
        .branch = row.text("branch"_L1),
        .status = domain::workspaceStatus(row.text("status"_L1)).value(),
        .pending = domain::pendingAction(row.text("pending_action"_L1)).value(),
        .statusMessage = row.text("status_message"_L1),
        .step = stepOf(row),
        .stepDetail = row.text("step_detail"_L1),
        .stepStartedAt = row.time("step_started_at"_L1),
        .seed = domain::seedSource(row.text("seed"_L1)).value(),
        .autoStopMinutes = int(row.number("auto_stop_minutes"_L1)),
        .location = domain::location(row.text("location"_L1)).value(),
        .providerType = row.text("provider_type"_L1),
        .providerVmId = row.text("provider_vm_id"_L1),
        .lastActiveAt = row.time("last_active_at"_L1),
        .awakeReason = row.text("awake_reason"_L1),
        .keepAwakeUntil = row.time("keep_awake_until"_L1),
        .statusChangedAt = row.time("status_changed_at"_L1),
        .createdAt = row.time("created_at"_L1),
        .updatedAt = row.time("updated_at"_L1),
    };
}

QString vmColumns()
{
    return u"id, organization_id, owner_id, provider_type, provider_vm_id, status, host_keys, "
           "created_at, last_health_check, guest_program, guest_problem"_s;
}

QString selectVms()
{
    return u"SELECT "_s + vmColumns() + u" FROM vms v "_s;
}

domain::Vm vmOf(const Row &row)
{
    return {
        .id = row.id<VmId>("id"_L1),
        .organizationId = row.id<OrganizationId>("organization_id"_L1),
        .ownerId = row.id<UserId>("owner_id"_L1),
        .providerType = row.text("provider_type"_L1),
        .providerVmId = row.text("provider_vm_id"_L1),
        .status = domain::vmStatus(row.text("status"_L1)).value(),
        .hostKeys = row.texts("host_keys"_L1),
        .guestProgram = row.text("guest_program"_L1),
        .guestProblem = row.text("guest_problem"_L1),
        .createdAt = row.time("created_at"_L1),
        .lastHealthCheck = row.time("last_health_check"_L1),
    };
}

QString jsonOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString jsonOf(const QStringList &texts)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

} // namespace skybranch::clouddb

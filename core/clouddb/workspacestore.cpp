// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/workspacestore.h"

#include "clouddb/rowreaders.h"
#include "domain/names.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;
using domain::Workspace;
using domain::WorkspaceEvent;

namespace {

constexpr int maxMessage = 2000;
constexpr int maxStepDetail = 200;

std::unexpected<Error> notFound()
{
    return failure(ErrorCode::NotFound,
                   u"There is no such workspace. It may have been deleted meanwhile."_s);
}

Result<Workspace> oneOf(const Result<Rows> &rows)
{
    if (!rows)
        return failure(rows);
    if (rows->isEmpty())
        return notFound();
    return workspaceOf(rows->first());
}

Result<QList<Workspace>> manyOf(const Result<Rows> &rows)
{
    return rows.transform([](const Rows &all) { return allOf(all, workspaceOf); });
}

} // namespace

WorkspaceStore::WorkspaceStore(Transaction &transaction, OrganizationId organization)
    : m_transaction(transaction)
    , m_organization(organization)
{
}

Result<Workspace> WorkspaceStore::insert(const Workspace &workspace)
{
    const bool hasStep = workspace.step.has_value();
    return oneOf(m_transaction.exec(
        u"INSERT INTO cloud_workspaces (id, organization_id, repository_id, vm_id, creator_id, "
        "placement, name, branch, status, pending_action, status_message, step, step_detail, "
        "step_started_at, seed, auto_stop_minutes, location) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?) RETURNING *, "
        "(SELECT v.provider_type FROM vms v WHERE v.id = vm_id) AS provider_type, "
        "(SELECT v.provider_vm_id FROM vms v WHERE v.id = vm_id) AS provider_vm_id"_s,
        {bind(workspace.id), bind(m_organization), bind(workspace.repositoryId),
         bind(workspace.vmId), bind(workspace.creatorId), name(workspace.placement), workspace.name,
         workspace.branch, name(workspace.status), name(workspace.pending),
         workspace.statusMessage.left(maxMessage),
         hasStep ? QVariant(name(*workspace.step)) : QVariant(),
         workspace.stepDetail.left(maxStepDetail), workspace.stepStartedAt, name(workspace.seed),
         workspace.autoStopMinutes, name(workspace.location)}));
}

Result<Workspace> WorkspaceStore::find(WorkspaceId id)
{
    return oneOf(
        m_transaction.exec(selectWorkspaces() + u"WHERE w.organization_id = ? AND w.id = ?"_s,
                           {bind(m_organization), bind(id)}));
}

Result<Workspace> WorkspaceStore::lock(WorkspaceId id)
{
    return oneOf(m_transaction.exec(
        selectWorkspaces() + u"WHERE w.organization_id = ? AND w.id = ? FOR UPDATE OF w"_s,
        {bind(m_organization), bind(id)}));
}

Result<QList<Workspace>> WorkspaceStore::list(int limit, RepositoryId repository)
{
    const QString order = u"ORDER BY w.created_at DESC, w.id LIMIT ?"_s;
    if (repository.isNull())
        return manyOf(
            m_transaction.exec(selectWorkspaces() + u"WHERE w.organization_id = ? "_s + order,
                               {bind(m_organization), limit}));
    return manyOf(m_transaction.exec(
        selectWorkspaces() + u"WHERE w.organization_id = ? AND w.repository_id = ? "_s + order,
        {bind(m_organization), bind(repository), limit}));
}

Result<QList<Workspace>> WorkspaceStore::listInVm(VmId vm)
{
    return manyOf(m_transaction.exec(
        selectWorkspaces() + u"WHERE w.organization_id = ? AND w.vm_id = ? ORDER BY w.id"_s,
        {bind(m_organization), bind(vm)}));
}

Result<WorkspaceOutcome> WorkspaceStore::request(WorkspaceId id, WorkspaceEvent event)
{
    return apply(id, event, {});
}

Result<WorkspaceOutcome> WorkspaceStore::report(WorkspaceId id, WorkspaceEvent event,
                                                const QString &message)
{
    return apply(id, event, message);
}

Result<WorkspaceOutcome> WorkspaceStore::apply(WorkspaceId id, WorkspaceEvent event,
                                               const QString &message)
{
    const auto rows = m_transaction.exec(
        selectWorkspaces() + u"WHERE w.organization_id = ? AND w.id = ? FOR UPDATE OF w"_s,
        {bind(m_organization), bind(id)});
    const auto before = oneOf(rows);
    if (!before)
        return failure(before);
    const auto change = domain::apply(before->status, before->pending, event,
                                      rows->first().flag("provisioned"_L1));
    if (!change)
        return failure(change);
    if (change->joins)
        return WorkspaceOutcome{*before, *change};
    const auto done = change->removed ? remove(*before) : write(*before, *change, event, message);
    if (!done)
        return failure(done);
    if (change->removed)
        return WorkspaceOutcome{*before, *change};
    auto after = find(id);
    if (!after)
        return failure(after);
    return WorkspaceOutcome{*after, *change};
}

Result<> WorkspaceStore::write(const Workspace &before, const domain::WorkspaceChange &change,
                               WorkspaceEvent event, const QString &message)
{
    using enum domain::WorkspaceStatus;
    const bool isMoved = change.status != before.status;
    const bool isReady = event == WorkspaceEvent::Provisioned;
    const bool beginsAnew = isMoved && change.status == Provisioning;
    QString shown;
    if (event == WorkspaceEvent::Failed || !message.isEmpty())
        shown = message.left(maxMessage);
    else if (change.status == Error)
        shown = before.statusMessage;
    return update(u"status = ?, pending_action = nullif(?, ''), status_message = ?, "
                  "provisioned = provisioned OR ?, "
                  "step = CASE WHEN ? THEN 'ready' WHEN ? THEN NULL ELSE step END, "
                  "step_detail = CASE WHEN ? THEN '' ELSE step_detail END, "
                  "step_started_at = CASE WHEN ? THEN NULL ELSE step_started_at END, "
                  "status_changed_at = CASE WHEN ? THEN now() ELSE status_changed_at END, "
                  "last_active_at = CASE WHEN ? THEN now() ELSE last_active_at END, "
                  "quiet_seconds = CASE WHEN ? THEN 0 ELSE quiet_seconds END, "
                  "awake_reason = CASE WHEN ? THEN '' ELSE awake_reason END, "
                  "keep_awake_until = CASE WHEN ? THEN NULL ELSE keep_awake_until END"_s,
                  {name(change.status), name(change.pending), shown, isReady, isReady, beginsAnew,
                   isReady || beginsAnew, beginsAnew, isMoved, isMoved && change.status == Running,
                   isMoved, isMoved, isMoved},
                  before.id);
}

Result<> WorkspaceStore::remove(const Workspace &workspace)
{
    const std::pair<QString, QVariantList> statements[]{
        {u"DELETE FROM jobs WHERE organization_id = ? AND workspace_id = ? "
         "AND lease_owner IS NULL"_s,
         {bind(m_organization), bind(workspace.id)}},
        {u"DELETE FROM cloud_workspaces WHERE organization_id = ? AND id = ?"_s,
         {bind(m_organization), bind(workspace.id)}},
        // A personal VM stays for its user's other workspaces.
        {u"DELETE FROM vms v WHERE v.organization_id = ? AND v.id = ? "
         "AND v.placement = 'dedicated' "
         "AND NOT EXISTS (SELECT FROM cloud_workspaces w WHERE w.vm_id = v.id)"_s,
         {bind(m_organization), bind(workspace.vmId)}},
    };
    for (const auto &[sql, bindings] : statements) {
        if (auto done = m_transaction.exec(sql, bindings); !done)
            return failure(done);
    }
    return {};
}

Result<> WorkspaceStore::update(const QString &assignments, QVariantList bindings, WorkspaceId id)
{
    bindings << bind(m_organization) << bind(id);
    const auto updated = m_transaction.exec(u"UPDATE cloud_workspaces SET "_s + assignments
                                                + u", updated_at = now() "
                                                  "WHERE organization_id = ? AND id = ?"_s,
                                            bindings);
    if (!updated)
        return failure(updated);
    if (updated->affected == 0)
        return notFound();
    return {};
}

Result<> WorkspaceStore::setStep(WorkspaceId id, domain::ProvisioningStep step,
                                 const QString &detail)
{
    const auto before = lock(id);
    if (!before)
        return failure(before);
    if (before->status != domain::WorkspaceStatus::Provisioning)
        return failure(ErrorCode::Conflict,
                       u"The workspace is %1 and not provisioning."_s.arg(name(before->status)));
    return update(u"step = ?, step_detail = ?, "
                  "step_started_at = CASE WHEN ? THEN step_started_at ELSE now() END"_s,
                  {name(step), detail.left(maxStepDetail), before->step == step}, id);
}

Result<> WorkspaceStore::setVm(WorkspaceId id, VmId vm)
{
    return update(u"vm_id = ?"_s, {bind(vm)}, id);
}

Result<> WorkspaceStore::setSeed(WorkspaceId id, domain::SeedSource seed)
{
    return update(u"seed = ?"_s, {name(seed)}, id);
}

Result<> WorkspaceStore::setLocation(WorkspaceId id, domain::Location location)
{
    return update(u"location = ?"_s, {name(location)}, id);
}

Result<> WorkspaceStore::touchActive(WorkspaceId id)
{
    const auto touched = m_transaction.exec(
        u"UPDATE cloud_workspaces SET last_active_at = "
        "CASE WHEN last_active_at BETWEEN now() - interval '1 minute' AND now() "
        "THEN last_active_at ELSE now() END WHERE organization_id = ? AND id = ?"_s,
        {bind(m_organization), bind(id)});
    if (!touched)
        return failure(touched);
    if (touched->affected == 0)
        return notFound();
    return {};
}

Result<Workspace> WorkspaceStore::rename(WorkspaceId id, const QString &newName)
{
    return domain::checkWorkspaceName(newName)
        .and_then([&] { return update(u"name = ?"_s, {newName}, id); })
        .and_then([&] { return find(id); });
}

Result<Workspace> WorkspaceStore::setAutoStop(WorkspaceId id, int minutes)
{
    return domain::checkAutoStopMinutes(minutes)
        .and_then([&] { return update(u"auto_stop_minutes = ?"_s, {minutes}, id); })
        .and_then([&] { return find(id); });
}

Result<Workspace> WorkspaceStore::setKeepAwake(WorkspaceId id, std::chrono::minutes span)
{
    // From now on it counts as quiet: who ends it early does not want a pause at once.
    return touchActive(id)
        .and_then([&] {
            return update(u"keep_awake_until = now() + nullif(make_interval(mins => ?::integer), "
                          "interval '0')"_s,
                          {int(span.count())}, id);
        })
        .and_then([&] { return find(id); });
}

Result<> WorkspaceStore::setLinks(WorkspaceId id, const QString &issueUrl, const QString &prUrl)
{
    return update(u"github_issue_url = ?, pr_url = ?"_s,
                  {bindOptional(issueUrl), bindOptional(prUrl)}, id);
}

} // namespace skybranch::clouddb

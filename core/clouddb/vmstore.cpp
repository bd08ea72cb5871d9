// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/vmstore.h"

#include "clouddb/rowreaders.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;
using domain::Vm;

namespace {

constexpr qsizetype maxGuestProblem = 500;

std::unexpected<Error> notFound()
{
    return failure(ErrorCode::NotFound,
                   u"There is no such VM. It may have been deleted meanwhile."_s);
}

Result<std::optional<Vm>> firstOf(const Result<Rows> &rows)
{
    if (!rows)
        return failure(rows);
    return rows->isEmpty() ? std::optional<Vm>() : vmOf(rows->first());
}

Result<Vm> oneOf(const Result<Rows> &rows)
{
    const auto first = firstOf(rows);
    if (!first)
        return failure(first);
    if (!*first)
        return notFound();
    return **first;
}

domain::ShownVm shownOf(const Row &row)
{
    return {vmOf(row), domain::placement(row.text("placement"_L1))};
}

Result<> touched(const Result<Rows> &rows)
{
    if (!rows)
        return failure(rows);
    if (rows->affected == 0)
        return notFound();
    return {};
}

} // namespace

VmStore::VmStore(Transaction &transaction, OrganizationId organization)
    : m_transaction(transaction)
    , m_organization(organization)
{
}

Result<Vm> VmStore::insert(const Vm &vm, domain::Placement placement)
{
    return oneOf(m_transaction.exec(
        u"INSERT INTO vms (id, organization_id, owner_id, placement, provider_type, "
        "provider_vm_id, status, host_keys, last_health_check) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) RETURNING "_s
            + vmColumns(),
        {bind(vm.id), bind(m_organization), bind(vm.ownerId),
         vm.ownerId.isNull() ? QVariant() : QVariant(name(placement)), vm.providerType,
         bindOptional(vm.providerVmId), name(vm.status), jsonOf(vm.hostKeys), vm.lastHealthCheck}));
}

Result<Vm> VmStore::select(VmId id, const QString &tail)
{
    return oneOf(
        m_transaction.exec(selectVms() + u"WHERE v.organization_id = ? AND v.id = ? "_s + tail,
                           {bind(m_organization), bind(id)}));
}

Result<Vm> VmStore::find(VmId id)
{
    return select(id, {});
}
Result<Vm> VmStore::lock(VmId id)
{
    return select(id, u"FOR UPDATE"_s);
}

Result<QList<Vm>> VmStore::list(int limit)
{
    return m_transaction
        .exec(selectVms() + u"WHERE v.organization_id = ? ORDER BY v.created_at, v.id LIMIT ?"_s,
              {bind(m_organization), limit})
        .transform([](const Rows &rows) { return allOf(rows, vmOf); });
}

Result<Rows> VmStore::selectShown(UserId viewer, const QString &tail, const QVariant &binding)
{
    return m_transaction.exec(u"SELECT placement, "_s + vmColumns()
                                  + u" FROM vms WHERE organization_id = ? "
                                    "AND (placement IS DISTINCT FROM 'personal' OR owner_id = ?) "_s
                                  + tail,
                              {bind(m_organization), bind(viewer), binding});
}

Result<QList<domain::ShownVm>> VmStore::listShown(UserId viewer, int limit)
{
    return selectShown(viewer, u"ORDER BY created_at, id LIMIT ?"_s, limit)
        .transform([](const Rows &rows) { return allOf(rows, shownOf); });
}

Result<domain::ShownVm> VmStore::findShown(UserId viewer, VmId id)
{
    const auto rows = selectShown(viewer, u"AND id = ?"_s, bind(id));
    if (!rows)
        return failure(rows);
    if (rows->isEmpty())
        return notFound();
    return shownOf(rows->first());
}

Result<std::optional<Vm>> VmStore::findPersonal(UserId owner, const QString &providerType)
{
    return firstOf(m_transaction.exec(
        selectVms()
            + u"WHERE v.organization_id = ? AND v.owner_id = ? AND v.provider_type = ? "
              "AND v.placement = 'personal' AND v.status <> 'terminated'"_s,
        {bind(m_organization), bind(owner), providerType}));
}

Result<> VmStore::setProviderVm(VmId id, const QString &providerVmId, const QStringList &hostKeys)
{
    return touched(m_transaction.exec(
        u"UPDATE vms SET provider_vm_id = ?, host_keys = ?::jsonb "
        "WHERE organization_id = ? AND id = ?"_s,
        {bindOptional(providerVmId), jsonOf(hostKeys), bind(m_organization), bind(id)}));
}

Result<> VmStore::setSize(VmId id, const QString &size)
{
    return touched(
        m_transaction.exec(u"UPDATE vms SET size = ? WHERE organization_id = ? AND id = ?"_s,
                           {size, bind(m_organization), bind(id)}));
}

Result<> VmStore::setGuest(VmId id, const QString &program, const QString &problem)
{
    return touched(m_transaction.exec(
        u"UPDATE vms SET guest_program = coalesce(?, ''), guest_problem = coalesce(?, '') "
        "WHERE organization_id = ? AND id = ?"_s,
        {program, problem.left(maxGuestProblem), bind(m_organization), bind(id)}));
}

Result<Vm> VmStore::report(VmId id, domain::VmEvent event)
{
    const auto before = lock(id);
    if (!before)
        return before;
    const auto status = domain::apply(before->status, event);
    if (!status)
        return failure(status);
    return oneOf(m_transaction.exec(
        u"UPDATE vms SET status = ? WHERE organization_id = ? AND id = ? RETURNING "_s
            + vmColumns(),
        {name(*status), bind(m_organization), bind(id)}));
}

Result<std::optional<Vm>> VmStore::claimWarm(UserId owner, const QString &providerType,
                                             domain::Placement placement)
{
    return firstOf(m_transaction.exec(
        u"UPDATE vms SET owner_id = ?, placement = ? WHERE organization_id = ? AND id = ("
        "SELECT id FROM vms WHERE organization_id = ? AND owner_id IS NULL "
        "AND provider_type = ? AND status = 'running' "
        "ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING "_s
            + vmColumns(),
        {bind(owner), name(placement), bind(m_organization), bind(m_organization), providerType}));
}

Result<> VmStore::touchHealthCheck(VmId id)
{
    return touched(m_transaction.exec(
        u"UPDATE vms SET last_health_check = now() WHERE organization_id = ? AND id = ?"_s,
        {bind(m_organization), bind(id)}));
}

Result<> VmStore::removeTerminated(VmId id)
{
    const auto vm = lock(id);
    if (!vm)
        return failure(vm);
    const auto removed = m_transaction.exec(
        u"DELETE FROM vms v WHERE v.organization_id = ? AND v.id = ? AND v.status = 'terminated' "
        "AND NOT EXISTS (SELECT FROM cloud_workspaces w WHERE w.vm_id = v.id)"_s,
        {bind(m_organization), bind(id)});
    if (!removed)
        return failure(removed);
    if (removed->affected == 0)
        return failure(ErrorCode::Conflict,
                       u"The VM is %1 or has workspaces, so it stays. Delete its workspaces."_s.arg(
                           name(vm->status)));
    return {};
}

} // namespace skybranch::clouddb

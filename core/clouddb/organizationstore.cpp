// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/organizationstore.h"

#include "clouddb/rowreaders.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;
using domain::Organization;

namespace {

/// Of workspaces at once; an admin may change it.
constexpr int usualLimit = 50;

const QString selectOrganizations
    = u"SELECT o.*, (SELECT count(*) FROM memberships m WHERE m.organization_id = o.id) AS "
      u"members, "
      "(SELECT count(*) FROM cloud_workspaces w WHERE w.organization_id = o.id) AS workspaces, "
      "(SELECT count(*) FROM vms v WHERE v.organization_id = o.id) AS vms FROM organizations o "_s;

Organization organizationOf(const Row &row)
{
    return {.id = row.id<OrganizationId>("id"_L1),
            .name = row.text("name"_L1),
            .createdAt = row.time("created_at"_L1),
            .members = int(row.number("members"_L1)),
            .workspaces = int(row.number("workspaces"_L1)),
            .vms = int(row.number("vms"_L1)),
            .maxWorkspaces = row.isNull("max_workspaces"_L1)
                ? std::nullopt
                : std::optional(int(row.number("max_workspaces"_L1)))};
}

} // namespace

OrganizationStore::OrganizationStore(Transaction &transaction)
    : m_transaction(transaction)
{
}

Result<> OrganizationStore::checkFree(const QString &name)
{
    // Two that take one name at once wait for each other here.
    const auto taken = m_transaction.exec(u"SELECT pg_advisory_xact_lock(1735289958), EXISTS "
                                          "(SELECT FROM organizations WHERE name = ?) AS taken"_s,
                                          {name});
    if (!taken)
        return failure(taken);
    if (taken->first().flag("taken"_L1))
        return failure(
            ErrorCode::Conflict,
            u"There is an organisation \"%1\" already. Choose another name."_s.arg(name));
    return {};
}

Result<Organization> OrganizationStore::add(const QString &name)
{
    if (auto free = checkFree(name); !free)
        return failure(free);
    const auto id = OrganizationId::create();
    const auto added = m_transaction.exec(
        u"INSERT INTO organizations (id, name, max_workspaces) VALUES (?, ?, ?)"_s,
        {bind(id), name, usualLimit});
    if (!added)
        return failure(added);
    return find(id.toString());
}

Result<QList<Organization>> OrganizationStore::list()
{
    return m_transaction.exec(selectOrganizations + u"ORDER BY o.name, o.id"_s)
        .transform([](const Rows &rows) { return allOf(rows, organizationOf); });
}

Result<Organization> OrganizationStore::find(const QString &nameOrId)
{
    const auto rows
        = m_transaction.exec(selectOrganizations + u"WHERE o.name = ? OR o.id = ? LIMIT 2"_s,
                             {nameOrId, bind(OrganizationId::fromString(nameOrId))});
    if (!rows)
        return failure(rows);
    if (rows->isEmpty())
        return failure(
            ErrorCode::NotFound,
            u"There is no organisation \"%1\". See \"skybranchd admin org list\"."_s.arg(nameOrId));
    if (rows->rows.size() > 1)
        return failure(ErrorCode::Conflict,
                       u"Several organisations are called \"%1\". Give its id."_s.arg(nameOrId));
    return organizationOf(rows->first());
}

Result<Organization> OrganizationStore::rename(OrganizationId id, const QString &name)
{
    if (auto free = checkFree(name); !free)
        return failure(free);
    const auto renamed
        = m_transaction.exec(u"UPDATE organizations SET name = ? WHERE id = ?"_s, {name, bind(id)});
    if (!renamed)
        return failure(renamed);
    return find(id.toString());
}

Result<Organization> OrganizationStore::setLimit(OrganizationId id, std::optional<int> workspaces)
{
    const auto changed
        = m_transaction.exec(u"UPDATE organizations SET max_workspaces = ? WHERE id = ?"_s,
                             {workspaces ? *workspaces : QVariant(), bind(id)});
    if (!changed)
        return failure(changed);
    return find(id.toString());
}

Result<> OrganizationStore::remove(OrganizationId id)
{
    // A workspace that is just being made waits for this lock, and then finds no organisation.
    const auto locked
        = m_transaction.exec(u"SELECT FROM organizations WHERE id = ? FOR UPDATE"_s, {bind(id)});
    if (!locked)
        return failure(locked);
    const auto found = find(id.toString());
    if (!found)
        return failure(found);
    if (found->workspaces > 0 || found->vms > 0)
        return failure(ErrorCode::Conflict,
                       u"The organisation has %1 workspaces and %2 VMs. Delete them first: "
                       "\"skybranchd admin org remove --with-workspaces\" asks for that, and when "
                       "they are gone, the organisation can be removed."_s.arg(found->workspaces)
                           .arg(found->vms));
    return m_transaction.exec(u"DELETE FROM organizations WHERE id = ?"_s, {bind(id)})
        .transform([](const Rows &) { });
}

} // namespace skybranch::clouddb

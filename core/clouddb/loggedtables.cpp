// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/loggedtables.h"

#include "domain/names.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;

namespace {

constexpr domain::NameTable tableNames{
    std::pair{LoggedTable::CloudWorkspaces, "cloud_workspaces"},
    std::pair{LoggedTable::CloudWorkspaceSessions, "cloud_workspace_sessions"},
    std::pair{LoggedTable::Repositories, "repositories"},
    std::pair{LoggedTable::Providers, "providers"},
    std::pair{LoggedTable::Vms, "vms"},
};

constexpr Column id{"id"_L1, "uuid"_L1};
constexpr Column organizationId{"organization_id"_L1, "uuid"_L1};
constexpr Column createdAt{"created_at"_L1, "timestamptz"_L1};

constexpr Column workspaceColumns[]{
    id,
    organizationId,
    {"repository_id"_L1, "uuid"_L1},
    {"vm_id"_L1, "uuid"_L1, false},
    {"creator_id"_L1, "uuid"_L1},
    {"placement"_L1, "text"_L1},
    {"name"_L1, "text"_L1},
    {"branch"_L1, "text"_L1},
    {"status"_L1, "text"_L1},
    {"pending_action"_L1, "text"_L1, false},
    {"status_message"_L1, "text"_L1},
    {"step"_L1, "text"_L1, false},
    {"step_detail"_L1, "text"_L1},
    {"step_started_at"_L1, "timestamptz"_L1, false},
    {"seed"_L1, "text"_L1},
    {"auto_stop_minutes"_L1, "int4"_L1},
    {"location"_L1, "text"_L1},
    {"github_issue_url"_L1, "text"_L1, false},
    {"pr_url"_L1, "text"_L1, false},
    {"provider_type"_L1, "text"_L1, false},
    {"provider_vm_id"_L1, "text"_L1, false},
    {"last_active_at"_L1, "timestamptz"_L1},
    {"status_changed_at"_L1, "timestamptz"_L1},
    createdAt,
    {"updated_at"_L1, "timestamptz"_L1},
    {"awake_reason"_L1, "text"_L1},
    {"keep_awake_until"_L1, "timestamptz"_L1, false},
};

constexpr Column sessionColumns[]{
    id,
    organizationId,
    {"workspace_id"_L1, "uuid"_L1},
    {"user_id"_L1, "uuid"_L1},
    {"user_name"_L1, "text"_L1},
    {"client_type"_L1, "text"_L1},
    {"connected_at"_L1, "timestamptz"_L1},
};

constexpr Column repositoryColumns[]{
    id, organizationId, {"name"_L1, "text"_L1}, {"url"_L1, "text"_L1}, createdAt,
};

constexpr Column providerColumns[]{
    id,
    organizationId,
    {"type"_L1, "text"_L1},
    {"is_default"_L1, "bool"_L1},
    {"status"_L1, "text"_L1},
    {"message"_L1, "text"_L1},
    {"capabilities"_L1, "jsonb"_L1},
};

constexpr Column vmColumns[]{
    id,
    organizationId,
    {"owner_id"_L1, "uuid"_L1, false},
    {"placement"_L1, "text"_L1, false},
    {"provider_type"_L1, "text"_L1},
    {"provider_vm_id"_L1, "text"_L1, false},
    {"status"_L1, "text"_L1},
    {"host_keys"_L1, "jsonb"_L1},
    createdAt,
};

} // namespace

QString name(LoggedTable table)
{
    return tableNames.nameOf(table);
}

std::optional<LoggedTable> loggedTable(QStringView name)
{
    return tableNames.valueOf(name);
}

std::span<const Column> columnsOf(LoggedTable table)
{
    switch (table) {
    case LoggedTable::CloudWorkspaces:
        return workspaceColumns;
    case LoggedTable::CloudWorkspaceSessions:
        return sessionColumns;
    case LoggedTable::Repositories:
        return repositoryColumns;
    case LoggedTable::Providers:
        return providerColumns;
    case LoggedTable::Vms:
        return vmColumns;
    }
    Q_UNREACHABLE_RETURN({});
}

bool hasPrivateRows(LoggedTable table)
{
    return table == LoggedTable::CloudWorkspaceSessions || table == LoggedTable::Vms;
}

} // namespace skybranch::clouddb

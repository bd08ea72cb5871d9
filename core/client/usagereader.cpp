// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/usagereader.h"

namespace skybranch::client {
namespace {

void add(UsageRow &row, const wire::UsageEntry &entry)
{
    using enum domain::WorkspaceStatus;
    switch (entry.status) {
    case Provisioning:
    case Running:
    case Error: // its VM may run on until the backend freezes it
        row.running += entry.seconds;
        break;
    case Paused:
        row.paused += entry.seconds;
        break;
    case Stopped:
        row.stopped += entry.seconds;
        break;
    }
    if (!entry.providerType.isEmpty())
        row.provider = entry.providerType;
    if (!entry.size.isEmpty())
        row.size = entry.size;
}

} // namespace

UsageInfo usageInfoOf(const wire::Usage &usage)
{
    UsageInfo info{.from = usage.from};
    QHash<WorkspaceId, qsizetype> places;
    for (const wire::UsageEntry &entry : usage.entries) {
        if (!places.contains(entry.workspaceId)) {
            places.insert(entry.workspaceId, info.rows.size());
            info.rows.append({.name = entry.workspaceName, .exists = entry.exists});
        }
        add(info.rows[places.value(entry.workspaceId)], entry);
    }
    return info;
}

Task<UsageInfo> readUsage(std::shared_ptr<ApiClient> api, WorkspaceId id)
{
    const QDate today = QDate::currentDate();
    const QDateTime from = QDate(today.year(), today.month(), 1).startOfDay();
    const auto usage = co_await api->usage(id, from);
    co_return usage.transform(usageInfoOf);
}

} // namespace skybranch::client

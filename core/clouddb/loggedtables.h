// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>

namespace skybranch::clouddb {

/// The tables whose changes are logged, with the columns that the API shows.
enum class LoggedTable { CloudWorkspaces, CloudWorkspaceSessions, Repositories, Providers, Vms };

QString name(LoggedTable table); ///< as in the database: "cloud_workspaces"
std::optional<LoggedTable> loggedTable(QStringView name);

/// A column of a view "api_...". All tables have "id", their primary key, and "organization_id".
struct Column
{
    QLatin1StringView name;
    QLatin1StringView type; ///< in Postgres
    bool required = true; ///< never null
};

std::span<const Column> columnsOf(LoggedTable table);

/// Whether rows can belong to one user alone: then the view also has "private_to", which nobody
/// is shown.
bool hasPrivateRows(LoggedTable table);

} // namespace skybranch::clouddb

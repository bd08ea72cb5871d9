// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/role.h"

#include <QStringList>

#include <optional>

namespace skybranch::backend {

/// What "skybranchd admin ..." was asked for.
struct AdminOptions
{
    QString command; ///< "org add"
    QStringList words; ///< what it is done to
    std::optional<QString> displayName;
    std::optional<domain::Role> role;
    bool withWorkspaces = false;
    bool yes = false;
    bool json = false;
    QString dataFolder;
    QString databaseUrl; ///< empty: the embedded Postgres of the data folder
    QString answer; ///< set: print it and end, for --help
};

/// @p arguments begin with the program and "admin". InvalidArgument with a sentence.
Result<AdminOptions> parseAdminOptions(const QStringList &arguments);

} // namespace skybranch::backend

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "domain/role.h"

#include <QStringList>

namespace skybranch::backend {

/// What "skybranchd admin ..." was asked for.
struct AdminOptions
{
    QString command; ///< "org add"
    QStringList words; ///< what it is done to
    QString displayName;
    domain::Role role = domain::Role::Member;
    bool withWorkspaces = false;
    bool json = false;
    QString dataFolder;
    QString databaseUrl; ///< empty: the embedded Postgres of the data folder
    QString answer; ///< set: print it and end, for --help
};

/// @p arguments begin with the program and "admin". InvalidArgument with a sentence.
Result<AdminOptions> parseAdminOptions(const QStringList &arguments);

} // namespace skybranch::backend

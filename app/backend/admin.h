// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adminoptions.h"
#include "base/async.h"
#include "cloud/memberservice.h"
#include "cloud/organizationservice.h"

#include <QJsonObject>

namespace skybranch::backend {

/// What a command prints.
struct AdminAnswer
{
    QJsonObject json;
    QString text; ///< for people; for a new key the key alone, so that it can be piped
    QString remark; ///< for stderr
};

/// The commands of "skybranchd admin", on a database that is open.
class Admin
{
public:
    Admin(clouddb::Database &database, AdminOptions options);

    Task<AdminAnswer> run();

private:
    Task<AdminAnswer> runForOrganization(domain::Organization organization);
    Task<AdminAnswer> addOrganization();
    Task<AdminAnswer> listOrganizations();
    Task<AdminAnswer> renameOrganization(domain::Organization organization);
    Task<AdminAnswer> limitOrganization(domain::Organization organization);
    Task<AdminAnswer> removeOrganization(domain::Organization organization);
    Task<AdminAnswer> addUser(cloud::Caller caller);
    Task<AdminAnswer> listUsers(cloud::Caller caller);
    Task<AdminAnswer> removeUser(cloud::Caller caller);
    Task<AdminAnswer> addKey(cloud::Caller caller);
    Task<AdminAnswer> listKeys(cloud::Caller caller);
    Task<AdminAnswer> revokeKey(cloud::Caller caller);

    AdminOptions m_options;
    cloud::OrganizationService m_organizations;
    cloud::MemberService m_members;
};

} // namespace skybranch::backend

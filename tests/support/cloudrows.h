// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/accountstore.h"
#include "clouddb/database.h"
#include "clouddb/repositorystore.h"
#include "clouddb/vmstore.h"
#include "clouddb/workspacestore.h"
#include "support/result.h"

namespace skybranch::test {

/// What a service has made, without the number of its transaction.
template <typename T> Result<T> valueOf(Result<clouddb::Written<T>> written)
{
    return std::move(written).transform([](clouddb::Written<T> it) { return std::move(it.value); });
}

/// An organisation with a user and a repository, in a database with our schema, and workspaces in
/// any state for it.
struct CloudRows
{
    OrganizationId organization;
    UserId user;
    RepositoryId repository;

    static Result<CloudRows> create(clouddb::Database &database,
                                    QString userName = QStringLiteral("ann"))
    {
        return await(
            database.run(QStringLiteral("rows"), [userName](clouddb::Transaction &transaction) {
                return make(transaction, userName);
            }));
    }

    /// One that has not been inserted.
    domain::Workspace workspace(domain::WorkspaceStatus status
                                = domain::WorkspaceStatus::Running) const
    {
        return {.id = WorkspaceId::create(),
                .organizationId = organization,
                .repositoryId = repository,
                .creatorId = user,
                .name = QStringLiteral("Fix the cart"),
                .branch = QStringLiteral("fix-cart"),
                .status = status};
    }

    Result<domain::Workspace> insert(clouddb::Database &database, domain::Workspace workspace) const
    {
        return await(database.run(
            QStringLiteral("workspace"), [*this, workspace](clouddb::Transaction &transaction) {
                return clouddb::WorkspaceStore(transaction, organization).insert(workspace);
            }));
    }

    Result<domain::Vm> insertVm(clouddb::Database &database,
                                domain::Placement placement = domain::Placement::Dedicated) const
    {
        const domain::Vm vm{.id = VmId::create(),
                            .ownerId = user,
                            .providerType = QStringLiteral("sandbox"),
                            .status = domain::VmStatus::Running};
        return await(database.run(
            QStringLiteral("vm"), [*this, vm, placement](clouddb::Transaction &transaction) {
                return clouddb::VmStore(transaction, organization).insert(vm, placement);
            }));
    }

private:
    static Result<CloudRows> make(clouddb::Transaction &transaction, const QString &userName)
    {
        clouddb::AccountStore accounts(transaction);
        const auto organization = accounts.addOrganization(QStringLiteral("Acme"));
        if (!organization)
            return failure(organization);
        const auto user = accounts.findOrAddUser(userName);
        if (!user)
            return failure(user);
        const auto member = accounts.setMembership(*organization, *user, clouddb::Role::Member);
        if (!member)
            return failure(member);
        const auto repository
            = clouddb::RepositoryStore(transaction, *organization)
                  .findOrCreate(QStringLiteral("https://git.example.org/acme/shop.git"));
        if (!repository)
            return failure(repository);
        return CloudRows{*organization, *user, repository->value.id};
    }
};

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/organizationservice.h"

#include "cloud/jobs.h"
#include "clouddb/organizationstore.h"
#include "clouddb/workspacestore.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace skybranch::cloud {

using clouddb::OrganizationStore;
using clouddb::Transaction;
using domain::Organization;

Task<Organization> OrganizationService::add(QString name)
{
    if (auto fine = domain::checkAccountName(u"The name"_s, name); !fine)
        co_return failure(fine);
    co_return co_await m_database.run(u"organization.add"_s, [name](Transaction &transaction) {
        return OrganizationStore(transaction).add(name);
    });
}

Task<QList<Organization>> OrganizationService::list()
{
    co_return co_await m_database.run(u"organization.list"_s, [](Transaction &transaction) {
        return OrganizationStore(transaction).list();
    });
}

Task<Organization> OrganizationService::find(QString nameOrId)
{
    co_return co_await m_database.run(u"organization.find"_s, [nameOrId](Transaction &transaction) {
        return OrganizationStore(transaction).find(nameOrId);
    });
}

Task<Organization> OrganizationService::rename(OrganizationId id, QString name)
{
    if (auto fine = domain::checkAccountName(u"The name"_s, name); !fine)
        co_return failure(fine);
    co_return co_await m_database.run(u"organization.rename"_s,
                                      [id, name](Transaction &transaction) {
                                          return OrganizationStore(transaction).rename(id, name);
                                      });
}

Task<Organization> OrganizationService::setLimit(OrganizationId id, std::optional<int> workspaces)
{
    co_return co_await m_database.run(
        u"organization.limit"_s, [id, workspaces](Transaction &transaction) {
            return OrganizationStore(transaction).setLimit(id, workspaces);
        });
}

Task<> OrganizationService::remove(OrganizationId id)
{
    co_return co_await m_database.run(u"organization.remove"_s, [id](Transaction &transaction) {
        return OrganizationStore(transaction).remove(id);
    });
}

Task<int> OrganizationService::deleteWorkspaces(OrganizationId id)
{
    co_return co_await m_database.run(
        u"organization.empty"_s, [id](Transaction &transaction) -> Result<int> {
            clouddb::WorkspaceStore store(transaction, id);
            const auto workspaces = store.list(std::numeric_limits<int>::max());
            if (!workspaces)
                return failure(workspaces);
            for (const domain::Workspace &workspace : *workspaces) {
                const auto outcome = store.request(workspace.id, domain::WorkspaceEvent::Delete);
                if (!outcome)
                    return failure(outcome);
                if (outcome->change.joins)
                    continue;
                if (auto queued = enqueueFor(transaction, outcome->workspace); !queued)
                    return failure(queued);
            }
            return int(workspaces->size());
        });
}

} // namespace skybranch::cloud

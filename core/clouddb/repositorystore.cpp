// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/repositorystore.h"

#include "clouddb/rowreaders.h"
#include "domain/names.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;
using domain::Repository;

namespace {

const QString columns = u"id, organization_id, name, url, created_at"_s;

Repository repositoryOf(const Row &row)
{
    return {.id = row.id<RepositoryId>("id"_L1),
            .organizationId = row.id<OrganizationId>("organization_id"_L1),
            .name = row.text("name"_L1),
            .url = row.text("url"_L1),
            .createdAt = row.time("created_at"_L1)};
}

} // namespace

RepositoryStore::RepositoryStore(Transaction &transaction, OrganizationId organization)
    : m_transaction(transaction)
    , m_organization(organization)
{
}

Result<Written<Repository>> RepositoryStore::findOrCreate(const QString &url, const QString &name)
{
    if (auto checked = domain::checkRemoteUrl(url); !checked)
        return failure(checked);
    const bool isNamed = !name.isEmpty();
    const auto made = m_transaction.exec(
        u"INSERT INTO repositories AS r (id, organization_id, name, url) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (organization_id, url) DO UPDATE SET name = excluded.name "
        "WHERE ? AND r.name <> excluded.name"_s,
        {bind(RepositoryId::create()), bind(m_organization),
         isNamed ? name : domain::repositoryNameFromUrl(url), url, isNamed});
    if (!made)
        return failure(made);
    const auto repository
        = m_transaction
              .exec(u"SELECT "_s + columns
                        + u" FROM repositories WHERE organization_id = ? AND url = ?"_s,
                    {bind(m_organization), url})
              .transform([](const Rows &rows) { return repositoryOf(rows.first()); });
    if (!repository)
        return failure(repository);
    if (made->affected == 0)
        return Written<Repository>{*repository, {}};
    return m_transaction.written(*repository);
}

Result<Repository> RepositoryStore::find(RepositoryId id)
{
    const auto rows = m_transaction.exec(
        u"SELECT "_s + columns + u" FROM repositories WHERE organization_id = ? AND id = ?"_s,
        {bind(m_organization), bind(id)});
    if (!rows)
        return failure(rows);
    if (rows->isEmpty())
        return failure(ErrorCode::NotFound, u"There is no such repository."_s);
    return repositoryOf(rows->first());
}

Result<QList<Repository>> RepositoryStore::list(int limit)
{
    return m_transaction
        .exec(u"SELECT "_s + columns
                  + u" FROM repositories WHERE organization_id = ? ORDER BY name, id LIMIT ?"_s,
              {bind(m_organization), limit})
        .transform([](const Rows &rows) { return allOf(rows, repositoryOf); });
}

} // namespace skybranch::clouddb

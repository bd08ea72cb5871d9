// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/repositoryservice.h"

#include "clouddb/repositorystore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

constexpr int maxListed = 1000;

} // namespace

Task<clouddb::Written<domain::Repository>> RepositoryService::add(Caller caller,
                                                                  wire::CreateRepository request)
{
    co_return co_await m_database.run(
        u"repository.add"_s, [caller, request](clouddb::Transaction &transaction) {
            return clouddb::RepositoryStore(transaction, caller.organizationId)
                .findOrCreate(request.url, request.name);
        });
}

Task<QList<domain::Repository>> RepositoryService::list(Caller caller)
{
    co_return co_await m_database.run(
        u"repository.list"_s,
        [caller](clouddb::Transaction &transaction) {
            return clouddb::RepositoryStore(transaction, caller.organizationId).list(maxListed);
        },
        clouddb::Isolation::OneRead);
}

} // namespace skybranch::cloud

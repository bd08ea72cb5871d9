// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/vmservice.h"

#include "clouddb/vmstore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

constexpr int maxListed = 1000;

} // namespace

Task<QList<domain::ShownVm>> VmService::list(Caller caller)
{
    co_return co_await m_database.run(
        u"vm.list"_s,
        [caller](clouddb::Transaction &transaction) {
            return clouddb::VmStore(transaction, caller.organizationId)
                .listShown(caller.userId, maxListed);
        },
        clouddb::Isolation::OneRead);
}

Task<domain::ShownVm> VmService::get(Caller caller, VmId id)
{
    co_return co_await m_database.run(
        u"vm.get"_s,
        [caller, id](clouddb::Transaction &transaction) {
            return clouddb::VmStore(transaction, caller.organizationId)
                .findShown(caller.userId, id);
        },
        clouddb::Isolation::OneRead);
}

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/health.h"

#include "cloud/within.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

PartHealth healthOf(const Result<> &result)
{
    return result ? PartHealth{true, {}} : PartHealth{false, result.error().message};
}

} // namespace

Task<HealthReport> Health::report()
{
    HealthReport report{.runningJobs = m_jobs.running()};
    const auto database
        = co_await m_context.database.run(u"health"_s, [](clouddb::Transaction &transaction) {
              const auto rows = transaction.exec(u"SELECT 1"_s);
              return rows ? Result<>{} : failure(rows);
          });
    report.database = healthOf(database);
    providers::CloudProvider &provider = m_context.providers.standard();
    report.providerType = provider.type();
    const Error late{ErrorCode::Timeout, u"The provider does not answer."_s, {}};
    report.provider = healthOf(co_await within(m_context.times.ask, late, provider.check()));
    co_return report;
}

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/usageservice.h"

#include "clouddb/usagestore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

constexpr int usualDays = 30;
constexpr int mostDays = 400;

Result<wire::UsageQuery> completed(wire::UsageQuery span)
{
    if (!span.to.isValid())
        span.to = QDateTime::currentDateTimeUtc();
    if (!span.from.isValid())
        span.from = span.to.addDays(-usualDays);
    if (span.from >= span.to)
        return failure(ErrorCode::InvalidArgument, u"\"from\" must be before \"to\"."_s);
    if (span.from.daysTo(span.to) > mostDays)
        return failure(ErrorCode::InvalidArgument,
                       u"Ask for %1 days at most: \"from\" is too early."_s.arg(mostDays));
    return span;
}

} // namespace

Task<wire::Usage> UsageService::ofOrganization(Caller caller, wire::UsageQuery span)
{
    co_return co_await read(std::move(caller), std::move(span), std::nullopt);
}

Task<wire::Usage> UsageService::ofWorkspace(Caller caller, WorkspaceId workspace,
                                            wire::UsageQuery span)
{
    co_return co_await read(std::move(caller), std::move(span), workspace);
}

Task<wire::Usage> UsageService::read(Caller caller, wire::UsageQuery asked,
                                     std::optional<WorkspaceId> workspace)
{
    const auto span = completed(std::move(asked));
    if (!span)
        co_return failure(span);
    co_return co_await m_database.run(
        u"usage.read"_s,
        [caller, workspace,
         span = *span](clouddb::Transaction &transaction) -> Result<wire::Usage> {
            clouddb::UsageStore store(transaction, caller.organizationId);
            if (workspace) {
                const auto known = store.knows(*workspace);
                if (!known)
                    return failure(known);
                if (!*known)
                    return failure(ErrorCode::NotFound, u"There is no such workspace."_s);
            }
            const auto spans = store.between(span.from, span.to, workspace.value_or(WorkspaceId()));
            if (!spans)
                return failure(spans);
            wire::Usage usage{.from = span.from, .to = span.to};
            for (const clouddb::UsageSpan &one : *spans)
                usage.entries.append({one.workspaceId, one.workspaceName, one.exists,
                                      one.providerType, one.size, one.status, one.seconds});
            return usage;
        });
}

} // namespace skybranch::cloud

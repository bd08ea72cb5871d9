// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

/// A time; invalid where it is not given.
Result<QDateTime> timeOf(const QJsonObject &input, QLatin1StringView name)
{
    wire::JsonReader reader(input);
    const QDateTime time = reader.timeOrNull(name);
    return reader.finish(time);
}

Result<cloud::UsageService::Span> spanOf(const QJsonObject &input)
{
    const auto from = timeOf(input, "from"_L1);
    if (!from)
        return failure(from);
    const auto to = timeOf(input, "to"_L1);
    if (!to)
        return failure(to);
    return cloud::UsageService::Span{*from, *to};
}

Task<QJsonObject> ofOrganization(Services services, Call call)
{
    const auto span = spanOf(call.input);
    if (!span)
        co_return failure(span);
    co_return answer(co_await services.usage->ofOrganization(call.caller, *span));
}

Task<QJsonObject> ofWorkspace(Services services, Call call)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    const auto span = spanOf(call.input);
    if (!span)
        co_return failure(span);
    co_return answer(co_await services.usage->ofWorkspace(call.caller, *id, *span));
}

Task<QJsonObject> keepAwake(Services services, Call call)
{
    const auto id = workspaceIdOf(call.input);
    if (!id)
        co_return failure(id);
    const auto request = wire::keepAwake(call.input);
    if (!request)
        co_return failure(request);
    co_return answer(co_await services.workspaces->keepAwake(call.caller, *id, *request));
}

} // namespace

QList<Operation> usageOperations(Services services)
{
    const OperationMaker make{services};
    const QString one = u"/api/workspaces/{id}"_s;
    return {
        make.query(u"usage.get"_s, u"/api/usage"_s, ofOrganization),
        make.query(u"cloudWorkspace.getUsage"_s, one + u"/usage"_s, ofWorkspace),
        make.mutation(u"cloudWorkspace.keepAwake"_s, Method::Post, one + u"/keep-awake"_s, 200,
                      keepAwake),
    };
}

} // namespace skybranch::edge

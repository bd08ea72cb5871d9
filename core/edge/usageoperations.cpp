// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

Task<QByteArray> ofOrganization(Services services, Call call, wire::UsageQuery span)
{
    co_return answer(co_await services.usage->ofOrganization(call.caller, span));
}

Task<QByteArray> ofWorkspace(Services services, Call call, WorkspaceId id, wire::UsageQuery span)
{
    co_return answer(co_await services.usage->ofWorkspace(call.caller, id, span));
}

Task<QByteArray> keepAwake(Services services, Call call, WorkspaceId id, wire::KeepAwake request)
{
    co_return answer(co_await services.workspaces->keepAwake(call.caller, id, request));
}

} // namespace

QList<Operation> usageOperations(Services services)
{
    const OperationMaker make{services};
    const QString one = u"/api/workspaces/{id}"_s;
    return {
        make.query(u"usage.get"_s, u"/api/usage"_s,
                   {u"What the organisation has used, also of workspaces that are gone."_s,
                    u"Usage"_s, u"UsageQuery"_s},
                   ofOrganization, wire::usageQuery),
        make.query(u"cloudWorkspace.getUsage"_s, one + u"/usage"_s,
                   {u"What one workspace has used, also after it has gone."_s, u"Usage"_s,
                    u"UsageQuery"_s},
                   ofWorkspace, workspaceIdOf, wire::usageQuery),
        make.mutation(u"cloudWorkspace.keepAwake"_s, Method::Post, one + u"/keep-awake"_s,
                      {u"Not paused for being idle before then."_s, u"Workspace"_s, u"KeepAwake"_s},
                      keepAwake, workspaceIdOf, wire::keepAwake),
    };
}

} // namespace skybranch::edge

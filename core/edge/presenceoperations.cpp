// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operationmaker.h"

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

Result<QUuid> sessionIdOf(const QJsonObject &input)
{
    wire::JsonReader reader(input);
    const QString text = reader.text("sessionId"_L1);
    return reader.finish(QUuid::fromString(text));
}

Task<QByteArray> sessions(Services services, Call call, WorkspaceId id)
{
    co_return answerList("sessions"_L1, co_await services.presence->sessions(call.caller, id));
}

Task<QByteArray> join(Services services, Call call, WorkspaceId id, wire::JoinWorkspace request)
{
    co_return answer(co_await services.presence->join(call.caller, id, request));
}

Task<QByteArray> heartbeat(Services services, Call call, WorkspaceId id, QUuid session)
{
    co_return answerUnlogged(co_await services.presence->heartbeat(call.caller, id, session));
}

Task<QByteArray> leave(Services services, Call call, WorkspaceId id, QUuid session)
{
    const auto left = co_await services.presence->leave(call.caller, id, session);
    if (!left)
        co_return failure(left);
    co_return answerNothing({}, *left);
}

} // namespace

QList<Operation> presenceOperations(Services services)
{
    using enum Method;
    const OperationMaker make{services};
    const QString all = u"/api/workspaces/{id}/presence"_s;
    const QString one = all + u"/{sessionId}"_s;
    return {
        make.query(u"cloudWorkspace.getSessions"_s, all,
                   {u"Who is connected, the longest first."_s, u"SessionList"_s}, sessions,
                   workspaceIdOf),
        make.mutation(u"cloudWorkspace.join"_s, Post, all,
                      {u"Tells that somebody is connected. It wakes no VM."_s, u"Session"_s,
                       u"JoinWorkspace"_s, 201},
                      join, workspaceIdOf, wire::joinWorkspace),
        make.mutation(
            u"cloudWorkspace.heartbeat"_s, Post, one + u"/heartbeat"_s,
            {u"To be sent every 30 s; not found where it was taken for gone."_s, u"Session"_s},
            heartbeat, workspaceIdOf, sessionIdOf),
        make.mutation(u"cloudWorkspace.leave"_s, Delete, one,
                      {u"Tells that somebody is not connected any more."_s, u"Nothing"_s}, leave,
                      workspaceIdOf, sessionIdOf),
    };
}

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/services.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

constexpr int ok = 200;
constexpr int created = 201;

WorkspaceId workspaceIdOf(const HttpRequest &request)
{
    return WorkspaceId::fromString(request.captures.value(0));
}

QUuid sessionIdOf(const HttpRequest &request)
{
    return QUuid::fromString(request.captures.value(1));
}

Task<HttpResponse> listSessions(Services services, HttpRequest request)
{
    const auto sessions
        = co_await services.presence->sessions(request.caller, workspaceIdOf(request));
    if (!sessions)
        co_return failure(sessions);
    QJsonArray items;
    for (const domain::Presence &session : *sessions)
        items.append(wire::toJson(session));
    co_return HttpResponse::json(ok, {{u"sessions"_s, items}});
}

Task<HttpResponse> join(Services services, HttpRequest request)
{
    const auto body = wire::joinWorkspace(request.body);
    if (!body)
        co_return failure(body);
    const auto joined
        = co_await services.presence->join(request.caller, workspaceIdOf(request), *body);
    if (!joined)
        co_return failure(joined);
    co_return HttpResponse::json(created, wire::toJson(*joined));
}

Task<HttpResponse> heartbeat(Services services, HttpRequest request)
{
    const auto beaten = co_await services.presence->heartbeat(
        request.caller, workspaceIdOf(request), sessionIdOf(request));
    if (!beaten)
        co_return failure(beaten);
    co_return HttpResponse::json(ok, wire::toJson(*beaten));
}

Task<HttpResponse> leave(Services services, HttpRequest request)
{
    const auto left = co_await services.presence->leave(request.caller, workspaceIdOf(request),
                                                        sessionIdOf(request));
    if (!left)
        co_return failure(left);
    co_return HttpResponse::json(ok, {});
}

} // namespace

QList<Route> presenceRoutes(Services services)
{
    const QString presence = u"/api/workspaces/{}/presence"_s;
    return {
        {Method::Get, presence,
         [services](HttpRequest request) { return listSessions(services, std::move(request)); }},
        {Method::Post, presence,
         [services](HttpRequest request) { return join(services, std::move(request)); }},
        {Method::Post, presence + u"/{}/heartbeat"_s,
         [services](HttpRequest request) { return heartbeat(services, std::move(request)); }},
        {Method::Delete, presence + u"/{}"_s,
         [services](HttpRequest request) { return leave(services, std::move(request)); }},
    };
}

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/services.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

using domain::WorkspaceEvent;

constexpr int ok = 200;
constexpr int created = 201;
constexpr int accepted = 202;

WorkspaceId workspaceIdOf(const HttpRequest &request)
{
    // What is no id is nobody's: the store finds nothing.
    return WorkspaceId::fromString(request.captures.value(0));
}

/// The response to a value that has a toJson().
template <typename T> Result<HttpResponse> respond(int status, const Result<T> &result)
{
    if (!result)
        return failure(result);
    return HttpResponse::json(status, wire::toJson(*result));
}

template <typename T>
Result<HttpResponse> respondList(const QString &name, const Result<QList<T>> &result)
{
    if (!result)
        return failure(result);
    QJsonArray items;
    for (const T &item : *result)
        items.append(wire::toJson(item));
    return HttpResponse::json(ok, {{name, items}});
}

QString versionText()
{
    return QCoreApplication::applicationVersion();
}

Task<HttpResponse> health()
{
    co_return HttpResponse::json(ok, {{u"status"_s, u"ok"_s}, {u"version"_s, versionText()}});
}

QJsonObject toJson(const cloud::PartHealth &part)
{
    return {{u"status"_s, part.ok ? u"ok"_s : u"unavailable"_s}, {u"message"_s, part.message}};
}

Task<HttpResponse> fullHealth(Services services)
{
    const auto report = co_await services.health->report();
    if (!report)
        co_return failure(report);
    QJsonObject provider = toJson(report->provider);
    provider.insert(u"type"_s, report->providerType);
    const bool good = report->database.ok && report->provider.ok;
    co_return HttpResponse::json(ok,
                                 {{u"status"_s, good ? u"ok"_s : u"degraded"_s},
                                  {u"version"_s, versionText()},
                                  {u"database"_s, toJson(report->database)},
                                  {u"provider"_s, provider},
                                  {u"jobs"_s, QJsonObject{{u"running"_s, report->runningJobs}}}});
}

Task<HttpResponse> addRepository(Services services, HttpRequest request)
{
    const auto body = wire::createRepository(request.body);
    if (!body)
        co_return failure(body);
    co_return respond(created, co_await services.repositories->add(request.caller, *body));
}

Task<HttpResponse> listRepositories(Services services, HttpRequest request)
{
    co_return respondList(u"repositories"_s, co_await services.repositories->list(request.caller));
}

Task<HttpResponse> createWorkspace(Services services, HttpRequest request)
{
    const auto body = wire::createWorkspace(request.body);
    if (!body)
        co_return failure(body);
    co_return respond(created, co_await services.workspaces->create(request.caller, *body));
}

Task<HttpResponse> listWorkspaces(Services services, HttpRequest request)
{
    co_return respondList(u"workspaces"_s, co_await services.workspaces->list(request.caller));
}

Task<HttpResponse> getWorkspace(Services services, HttpRequest request)
{
    co_return respond(ok,
                      co_await services.workspaces->get(request.caller, workspaceIdOf(request)));
}

Task<HttpResponse> patchWorkspace(Services services, HttpRequest request)
{
    const auto body = wire::patchWorkspace(request.body);
    if (!body)
        co_return failure(body);
    co_return respond(
        ok, co_await services.workspaces->patch(request.caller, workspaceIdOf(request), *body));
}

Task<HttpResponse> askWorkspace(Services services, HttpRequest request, WorkspaceEvent event)
{
    co_return respond(
        accepted,
        co_await services.workspaces->request(request.caller, workspaceIdOf(request), event));
}

Task<HttpResponse> retryWorkspace(Services services, HttpRequest request)
{
    const auto body = wire::retryWorkspace(request.body);
    if (!body)
        co_return failure(body);
    co_return respond(
        accepted,
        co_await services.workspaces->retry(request.caller, workspaceIdOf(request), *body));
}

Task<HttpResponse> sshCredentials(Services services, HttpRequest request)
{
    const auto body = wire::sshCredentialsRequest(request.body);
    if (!body)
        co_return failure(body);
    co_return respond(ok,
                      co_await services.workspaces->sshCredentials(request.caller,
                                                                   workspaceIdOf(request), *body));
}

Task<HttpResponse> pullWorkspace(Services services, HttpRequest request)
{
    const auto status
        = co_await services.workspaces->pull(request.caller, workspaceIdOf(request), request.gone);
    if (!status)
        co_return failure(status);
    co_return HttpResponse::json(ok, {{u"status"_s, status->toJson()}});
}

using Function = Task<HttpResponse> (*)(Services, HttpRequest);

Route route(Method method, const QString &pattern, const Services &services, Function function)
{
    return {method, pattern, [services, function](HttpRequest request) {
                return function(services, std::move(request));
            }};
}

Route asking(Method method, const QString &pattern, const Services &services, WorkspaceEvent event)
{
    return {method, pattern, [services, event](HttpRequest request) {
                return askWorkspace(services, std::move(request), event);
            }};
}

} // namespace

QList<Route> apiRoutes(Services services)
{
    const QString workspace = u"/api/workspaces/{}"_s;
    return {
        {Method::Get, u"/health"_s, [](const HttpRequest &) { return health(); }, true},
        {Method::Get, u"/health/all"_s,
         [services](const HttpRequest &) { return fullHealth(services); }},
        route(Method::Post, u"/api/repositories"_s, services, addRepository),
        route(Method::Get, u"/api/repositories"_s, services, listRepositories),
        route(Method::Post, u"/api/workspaces"_s, services, createWorkspace),
        route(Method::Get, u"/api/workspaces"_s, services, listWorkspaces),
        route(Method::Get, workspace, services, getWorkspace),
        route(Method::Patch, workspace, services, patchWorkspace),
        asking(Method::Delete, workspace, services, WorkspaceEvent::Delete),
        asking(Method::Post, workspace + u"/pause"_s, services, WorkspaceEvent::Pause),
        asking(Method::Post, workspace + u"/resume"_s, services, WorkspaceEvent::Resume),
        asking(Method::Post, workspace + u"/stop"_s, services, WorkspaceEvent::Stop),
        asking(Method::Post, workspace + u"/cancel"_s, services, WorkspaceEvent::Cancel),
        route(Method::Post, workspace + u"/retry"_s, services, retryWorkspace),
        route(Method::Post, workspace + u"/ssh-credentials"_s, services, sshCredentials),
        route(Method::Post, workspace + u"/pull"_s, services, pullWorkspace),
    };
}

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

constexpr int ok = 200;

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

} // namespace

QList<Route> apiRoutes(Services services)
{
    QList<Route> routes{
        {Method::Get,
         u"/health"_s,
         [](const HttpRequest &) { return health(); },
         true,
         {u"Whether the backend answers."_s, u"Health"_s}},
        {Method::Get,
         u"/health/all"_s,
         [services](const HttpRequest &) { return fullHealth(services); },
         false,
         {u"Whether the backend and its parts can do their work."_s, u"FullHealth"_s}},
    };
    for (const Operation &operation : operations(services))
        routes.append(restRoute(operation));
    return routes;
}

} // namespace skybranch::edge

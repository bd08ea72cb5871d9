// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"
#include "wire/jsonwriter.h"

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
    wire::JsonWriter out;
    out.beginObject();
    out.member("status"_L1, "ok"_L1);
    out.member("version"_L1, versionText());
    out.endObject();
    co_return HttpResponse::json(ok, out.text());
}

void writePart(wire::JsonWriter &out, const cloud::PartHealth &part)
{
    out.member("status"_L1, part.ok ? "ok"_L1 : "unavailable"_L1);
    out.member("message"_L1, part.message);
}

QByteArray textOf(const cloud::HealthReport &report)
{
    wire::JsonWriter out;
    out.beginObject();
    out.member("status"_L1, report.database.ok && report.provider.ok ? "ok"_L1 : "degraded"_L1);
    out.member("version"_L1, versionText());
    out.object("database"_L1, [&] { writePart(out, report.database); });
    out.object("provider"_L1, [&] {
        writePart(out, report.provider);
        out.member("type"_L1, report.providerType);
    });
    out.object("jobs"_L1, [&] { out.member("running"_L1, report.runningJobs); });
    out.endObject();
    return out.text();
}

Task<HttpResponse> fullHealth(Services services)
{
    const auto report = co_await services.health->report();
    if (!report)
        co_return failure(report);
    co_return HttpResponse::json(ok, textOf(*report));
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

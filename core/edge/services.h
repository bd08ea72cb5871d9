// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/accountservice.h"
#include "cloud/changefeed.h"
#include "cloud/health.h"
#include "cloud/memberservice.h"
#include "cloud/presenceservice.h"
#include "cloud/repositoryservice.h"
#include "cloud/usageservice.h"
#include "cloud/vmservice.h"
#include "cloud/workspaceservice.h"
#include "clouddb/changelog.h"
#include "edge/http.h"

namespace skybranch::edge {

/// What the routes call. All of it outlives the server.
struct Services
{
    cloud::WorkspaceService *workspaces;
    cloud::RepositoryService *repositories;
    cloud::Health *health;
    clouddb::ChangeLog *changes;
    cloud::ChangeFeed *feed;
    cloud::AccountService *accounts;
    cloud::PresenceService *presence;
    cloud::MemberService *members;
    cloud::UsageService *usage;
    cloud::VmService *vms;
    std::chrono::milliseconds longPoll{20'000};
    std::chrono::milliseconds eventStream{60'000}; ///< then the client asks again
    std::chrono::milliseconds keepAlive{21'000}; ///< the longest silence of a stream
};

/// Everything that is served. What is not in here is neither reachable nor tested.
QList<Route> allRoutes(Services services);

/// The REST API.
QList<Route> apiRoutes(Services services);

/// GET /v1/shape: rows and their changes, as Electric's client reads them.
Route shapeRoute(Services services);

} // namespace skybranch::edge

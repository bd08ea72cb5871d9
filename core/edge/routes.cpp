// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/services.h"

namespace skybranch::edge {

QList<Route> allRoutes(Services services)
{
    QList<Route> routes = apiRoutes(services);
    routes.append(presenceRoutes(services));
    routes.append(shapeRoute(services));
    return routes;
}

} // namespace skybranch::edge

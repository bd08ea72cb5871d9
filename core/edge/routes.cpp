// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"

namespace skybranch::edge {

QList<Route> allRoutes(Services services)
{
    QList<Route> routes = apiRoutes(services);
    routes.append(trpcRoutes(operations(services)));
    routes.append(shapeRoute(services));
    routes.append(openApiRoute(routes));
    return routes;
}

} // namespace skybranch::edge

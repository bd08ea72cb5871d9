// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/http.h"

#include <optional>

namespace skybranch::edge {

struct RouteMatch
{
    const Route *route = nullptr;
    QStringList captures;
    QByteArray allowed{}; ///< where there is no route: the methods that have one, "GET, POST"
};

/// Finds routes by method and path.
class Router
{
public:
    explicit Router(QList<Route> routes);

    /// A match without a route: the path is known, with another method. Nothing: it is not known.
    std::optional<RouteMatch> find(std::optional<Method> method, const QString &path) const;

private:
    QList<Route> m_routes;
};

} // namespace skybranch::edge

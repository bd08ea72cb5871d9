// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/router.h"

namespace skybranch::edge {
namespace {

std::optional<QStringList> capture(const QString &pattern, const QString &path)
{
    const auto wanted = QStringView(pattern).split(u'/');
    const auto parts = QStringView(path).split(u'/');
    if (wanted.size() != parts.size())
        return std::nullopt;
    QStringList captures;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (wanted[i] == QLatin1StringView("{}") && !parts[i].isEmpty())
            captures.append(parts[i].toString());
        else if (wanted[i] != parts[i])
            return std::nullopt;
    }
    return captures;
}

} // namespace

Router::Router(QList<Route> routes)
    : m_routes(std::move(routes))
{
}

std::optional<RouteMatch> Router::find(std::optional<Method> method, const QString &path) const
{
    QByteArrayList allowed;
    bool isReadable = false;
    for (const Route &route : m_routes) {
        auto captures = capture(route.pattern, path);
        if (captures && route.method == method)
            return RouteMatch{&route, std::move(*captures)};
        if (captures)
            allowed.append(name(route.method));
        isReadable = isReadable || (captures && route.method == Method::Get);
    }
    if (method == Method::Head && isReadable)
        return find(Method::Get, path);
    if (allowed.isEmpty())
        return std::nullopt;
    const QByteArray head = name(Method::Head);
    if (isReadable && !allowed.contains(head))
        allowed.append(head);
    return RouteMatch{.allowed = allowed.join(", ")};
}

} // namespace skybranch::edge

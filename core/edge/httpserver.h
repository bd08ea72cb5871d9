// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/connectionguard.h"
#include "edge/gate.h"
#include "edge/http.h"

#include <QHostAddress>
#include <QObject>

#include <memory>

namespace skybranch::edge {

/// Serves a table of routes over HTTP/1.1. Every request goes through one way in: its Host and
/// Origin are looked at, its route is found (404, 405), its bearer key becomes a Caller (401, 429),
/// its body a JSON object (400), and then the route's handler is called. It is made for loopback; a
/// reverse proxy stands before a server that others reach.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QStringList hosts{}; ///< further names for Host and Origin: "skybranch.example.org"
        Limits limits{};
        GateLimits gate{};
    };
    using Authenticate = std::function<Task<cloud::Caller>(QString key)>;

    HttpServer(QList<Route> routes, Authenticate authenticate, Options options);
    ~HttpServer() override;

    /// The port that it listens on, which is @p port unless that was 0.
    Result<quint16> listen(const QHostAddress &address, quint16 port);

    /// Takes no more requests, ends those that wait for something, and ends when all have been
    /// answered. Handlers are not called any more after it.
    Task<> stop();

private:
    class Front;

    std::unique_ptr<Front> m_front;
};

} // namespace skybranch::edge

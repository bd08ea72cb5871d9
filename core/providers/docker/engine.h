// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "providers/docker/httpreader.h"

#include <chrono>
#include <memory>

namespace skybranch::providers {

/// The unix socket of a container engine. @p address is "unix:///path", or empty: DOCKER_HOST, else
/// the first of Docker's and Podman's usual sockets that is there, else Docker's. It may be that
/// nobody listens there. InvalidArgument for an address that is no unix socket.
Result<QString> engineSocket(const QString &address = {});

struct EngineRequest
{
    QByteArray method = "GET";
    QString path; ///< from "/containers" on, percent-encoded; the version is put before it
    QByteArray body;
    QByteArray contentType = "application/json";
    std::chrono::milliseconds timeout{30'000};
};

/// Speaks the Docker Engine API on a unix socket: a connection for each request, the version that
/// both sides know. What an engine says is capped and never believed to be well-formed.
///
/// Errors of all calls: Unavailable where the engine is away, goes away in the middle or refuses,
/// Timeout, NotFound and Conflict as the engine says, Unsupported for one that is too old.
class Engine
{
public:
    using Self = std::shared_ptr<Engine>;

    explicit Engine(QString address)
        : m_address(std::move(address))
    {
    }

    /// The answer to @p request where the engine granted it (status below 400).
    static Task<HttpResponse> call(Self self, EngineRequest request);

    /// The same, and the body as JSON. Unavailable where it is not: a VM that nothing was heard of
    /// is not one that is gone.
    static Task<QJsonObject> object(Self self, EngineRequest request);
    static Task<QJsonArray> array(Self self, EngineRequest request);

    /// Asks for the version again, so that it fails where the engine is away.
    static Task<> ping(Self self);

private:
    Result<QString> socket();
    static Task<HttpResponse> send(Self self, EngineRequest request);

    QString m_address;
    QString m_socket; ///< where an engine has answered: VMs do not change engines meanwhile
    QString m_version; ///< "1.45"; empty until both sides have agreed
};

/// The query "?filters=" for objects that have all of @p labels ("name" or "name=value").
QString labelFilter(const QStringList &labels);

} // namespace skybranch::providers

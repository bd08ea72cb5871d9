// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/httpserver.h"

#include "edge/router.h"
#include "edge/status.h"
#include "wire/jsonreader.h"
#include "wire/rest.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QHttpServerResponse>
#include <QPointer>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace skybranch::edge {
namespace {

/// What is kept of a QHttpServerRequest, which is gone when its responder is.
struct Incoming
{
    std::optional<Method> method;
    QString path;
    QUrlQuery query;
    QString host;
    QString origin;
    QString authorization;
    QByteArray client; ///< the address
    QHttpHeaders headers;
    QByteArray body;
    StopToken gone;
};

std::optional<Method> methodOf(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return Method::Get;
    case QHttpServerRequest::Method::Post:
        return Method::Post;
    case QHttpServerRequest::Method::Patch:
        return Method::Patch;
    case QHttpServerRequest::Method::Delete:
        return Method::Delete;
    case QHttpServerRequest::Method::Head:
        return Method::Head;
    default:
        return std::nullopt;
    }
}

Incoming copyOf(const QHttpServerRequest &request, StopToken gone)
{
    using Known = QHttpHeaders::WellKnownHeader;
    const QHttpHeaders &headers = request.headers();
    const auto text
        = [&headers](Known header) { return QString::fromLatin1(headers.value(header)); };
    return {.method = methodOf(request.method()),
            .path = request.url().path(QUrl::FullyDecoded),
            .query = request.query(),
            .host = text(Known::Host),
            .origin = text(Known::Origin),
            .authorization = text(Known::Authorization),
            .headers = headers,
            .body = request.body(),
            .gone = std::move(gone)};
}

HttpResponse wrongMethod(const QByteArray &allowed)
{
    auto response = HttpResponse::json(
        405,
        wire::json(wire::Problem{u"method_not_allowed"_s,
                                 u"This address does not know that method. It takes %1."_s.arg(
                                     QLatin1StringView(allowed))}));
    response.headers.append(QHttpHeaders::WellKnownHeader::Allow, allowed);
    return response;
}

QString bearerKey(const QString &authorization)
{
    constexpr QLatin1StringView scheme("Bearer ");
    return authorization.startsWith(scheme, Qt::CaseInsensitive)
        ? authorization.sliced(scheme.size()).trimmed()
        : QString();
}

std::unexpected<Error> tooMuch()
{
    return failure(ErrorCode::LimitReached,
                   u"Too many requests come with this key or from this address. Wait a second, and "
                   "ask less often."_s);
}

QString dateNow()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    thread_local qint64 second = 0;
    thread_local QString text;
    if (std::exchange(second, now) != now)
        text = QDateTime::fromSecsSinceEpoch(now, QTimeZone::UTC)
                   .toString(u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    return text;
}

/// Where the answer of one request goes.
struct Exchange final : ResponseStream
{
    Exchange(QHttpServerResponder &&to, ConnectionGuard *connection, bool hasBody)
        : responder(std::move(to))
        , guard(connection)
        , withBody(hasBody)
    {
    }

    QHttpServerResponder responder;
    QPointer<ConnectionGuard> guard;
    bool withBody = true; ///< not for HEAD: the client would take it for the next answer

    void send(const HttpResponse &response)
    {
        QHttpHeaders headers = response.headers;
        headers.append(QHttpHeaders::WellKnownHeader::Date, dateNow());
        // An empty status line reason is filled in by Qt from the number.
        responder.write(withBody ? response.body : QByteArray(), headers,
                        QHttpServerResponder::StatusCode(response.status));
        if (guard)
            guard->requestEnded();
        if (guard)
            guard->flush();
    }

    void begin(const HttpResponse &response)
    {
        responder.writeBeginChunked(response.headers,
                                    QHttpServerResponder::StatusCode(response.status));
    }

    Task<> write(QByteArray bytes) override
    {
        if (!guard || guard->gone().stop_requested())
            co_return cancelled();
        responder.writeChunk(bytes);
        co_return co_await guard->drained();
    }

    void end()
    {
        if (!guard || guard->gone().stop_requested())
            return;
        // Qt warns of a last piece that is empty; in a stream of events this line says nothing.
        responder.writeEndChunked("\n");
        guard->requestEnded();
    }
};

} // namespace

class HttpServer::Front final : public QAbstractHttpServer
{
public:
    Front(QList<Route> routes, Authenticate authenticate, Options options)
        : m_router(std::move(routes))
        , m_authenticate(std::move(authenticate))
        , m_options(std::move(options))
        , m_gate(m_options.gate)
    {
    }

    Result<quint16> listen(const QHostAddress &address, quint16 port)
    {
        auto listener = std::make_unique<TcpListener>(m_options.limits);
        if (!listener->listen(address, port))
            return failure(
                ErrorCode::Conflict,
                u"Port %1 of %2 can not be used. Choose another one with --listen."_s.arg(port).arg(
                    address.toString()),
                listener->errorString());
        const quint16 bound = listener->serverPort();
        m_names = m_options.hosts;
        for (const QString &name : {address.toString(), u"localhost"_s, u"127.0.0.1"_s, u"[::1]"_s})
            m_names << name + u':' + QString::number(bound);
        if (!bind(listener.get()))
            return failure(ErrorCode::Internal, u"The server can not be started."_s);
        m_listener = listener.release();
        return bound;
    }

    Task<> stop()
    {
        m_stopping = true;
        if (m_listener)
            m_listener->close();
        m_stop.request_stop();
        if (m_active > 0)
            co_await m_drained.wait();
        // Half an answer is worse than none: clients do not ask again for what has begun well.
        if (m_listener) {
            QList<QPointer<ConnectionGuard>> guards;
            for (ConnectionGuard *guard : m_listener->guards())
                guards << guard;
            for (const QPointer<ConnectionGuard> &guard : std::as_const(guards)) {
                if (guard)
                    (void)co_await guard->sent();
            }
        }
        co_return Result<>{};
    }

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override
    {
        ConnectionGuard *guard = m_listener->guard(request.remoteAddress(), request.remotePort());
        // Out of the buffer of a connection that is being closed, requests may still come: what Qt
        // has for it goes at any moment, while somebody would work on the answer.
        if (!guard || !guard->isOpen())
            return true;
        auto exchange = std::make_shared<Exchange>(
            std::move(responder), guard, request.method() != QHttpServerRequest::Method::Head);
        Incoming incoming = copyOf(request, guard->gone());
        incoming.client = m_gate.clientOf(request.remoteAddress(),
                                          request.headers().combinedValue("X-Forwarded-For"_L1));
        serve(std::move(incoming), std::move(exchange));
        return true;
    }

    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override { }

private:
    QCoro::Task<> serve(Incoming incoming, std::shared_ptr<Exchange> exchange)
    {
        ++m_active;
        // One end for both: the client is gone, or the server stops.
        StopSource end;
        const std::stop_callback byClient(incoming.gone, [&end] { end.request_stop(); });
        const std::stop_callback byServer(m_stop.get_token(), [&end] { end.request_stop(); });
        auto response = co_await answer(std::move(incoming), end.get_token());
        if (response && response->stream && exchange->withBody) {
            exchange->begin(*response);
            // What went wrong can not be told any more: the client sees an end, and asks again.
            (void)co_await streamSafely(response->stream, exchange);
            exchange->end();
        } else {
            exchange->send(response ? *response : errorResponse(response.error()));
        }
        --m_active;
        if (m_active == 0 && m_stopping)
            m_drained.finish({});
    }

    Task<HttpResponse> answer(Incoming incoming, StopToken gone)
    {
        if (m_stopping)
            co_return failure(ErrorCode::Unavailable, u"The backend is stopping."_s);
        if (!isKnownHost(incoming.host)
            || (!incoming.origin.isEmpty() && !isKnownOrigin(incoming.origin)))
            co_return failure(ErrorCode::Forbidden,
                              u"This backend does not answer under that name."_s);
        const auto match = m_router.find(incoming.method, incoming.path);
        if (!match)
            co_return failure(ErrorCode::NotFound,
                              u"There is nothing at this address. /api/openapi.json says what "
                              "there is."_s);
        if (!match->route)
            co_return wrongMethod(match->allowed);
        HttpRequest request{.method = match->route->method,
                            .captures = match->captures,
                            .query = incoming.query,
                            .content = incoming.body,
                            .headers = incoming.headers,
                            .gone = std::move(gone)};
        bool isTooFast = false;
        const auto response = co_await letInSafely(match->route, request, incoming, &isTooFast);
        if (response)
            co_return response;
        HttpResponse said = match->route->sayFailure
            ? match->route->sayFailure(request, response.error())
            : errorResponse(response.error());
        if (isTooFast)
            said.headers.append(QHttpHeaders::WellKnownHeader::RetryAfter, "1"_L1);
        if (said.status == 401)
            said.headers.append(QHttpHeaders::WellKnownHeader::WWWAuthenticate, "Bearer"_L1);
        co_return said;
    }

    Task<HttpResponse> letInSafely(const Route *route, HttpRequest request, Incoming incoming,
                                   bool *isTooFast)
    {
        try {
            co_return co_await letIn(route, std::move(request), std::move(incoming), isTooFast);
        } catch (const std::exception &problem) {
            co_return failure(ErrorCode::Internal, u"Something went wrong inside."_s,
                              QString::fromUtf8(problem.what()));
        }
    }

    Task<> streamSafely(std::function<Task<>(std::shared_ptr<ResponseStream>)> stream,
                        std::shared_ptr<Exchange> exchange)
    {
        try {
            co_return co_await stream(std::move(exchange));
        } catch (const std::exception &problem) {
            co_return failure(ErrorCode::Internal, u"Something went wrong inside."_s,
                              QString::fromUtf8(problem.what()));
        }
    }

    /// Who asks. Also says whether they only have to wait.
    Task<cloud::Caller> admit(QString key, QByteArray client, int calls, bool *isTooFast)
    {
        *isTooFast = !m_gate.mayTry(key, client);
        if (*isTooFast)
            co_return tooMuch();
        const auto caller = co_await m_authenticate(key);
        if (!caller && caller.error().code == ErrorCode::Unauthorized)
            m_gate.noteFailure(client);
        if (!caller)
            co_return failure(caller);
        *isTooFast = !m_gate.mayAsk(key, *caller, calls);
        if (*isTooFast)
            co_return tooMuch();
        co_return caller;
    }

    Task<HttpResponse> letIn(const Route *route, HttpRequest request, Incoming incoming,
                             bool *isTooFast)
    {
        if (!route->open) {
            const int calls = route->countCalls ? route->countCalls(request) : 1;
            auto caller = co_await admit(bearerKey(incoming.authorization), incoming.client, calls,
                                         isTooFast);
            if (!caller)
                co_return failure(caller);
            request.caller = *caller;
        }
        if (!request.content.isEmpty() && !route->readsContent) {
            auto body = wire::parseObject(request.content);
            if (!body)
                co_return failure(body);
            request.body = std::move(*body);
        }
        co_return co_await route->handle(std::move(request));
    }

    bool isKnownHost(const QString &host) const
    {
        return m_names.contains(host, Qt::CaseInsensitive);
    }

    bool isKnownOrigin(const QString &origin) const
    {
        const qsizetype start = origin.indexOf(u"://"_s);
        return start > 0 && isKnownHost(origin.sliced(start + 3));
    }

    Router m_router;
    Authenticate m_authenticate;
    Options m_options;
    Gate m_gate;
    QStringList m_names;
    TcpListener *m_listener = nullptr;
    StopSource m_stop;
    Completion<> m_drained;
    int m_active = 0;
    bool m_stopping = false;
};

HttpServer::HttpServer(QList<Route> routes, Authenticate authenticate, Options options)
    : m_front(
          std::make_unique<Front>(std::move(routes), std::move(authenticate), std::move(options)))
{
}

HttpServer::~HttpServer() = default;

Result<quint16> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    return m_front->listen(address, port);
}

Task<> HttpServer::stop()
{
    return m_front->stop();
}

} // namespace skybranch::edge

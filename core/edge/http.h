// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "cloud/caller.h"

#include <QByteArray>
#include <QHttpHeaders>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QUrlQuery>

#include <functional>
#include <memory>

namespace skybranch::edge {

enum class Method { Get, Post, Patch, Delete, Head };

QByteArray name(Method method); ///< "GET"

/// A request that has been let in: its key belongs to @c caller, its body is a JSON object.
struct HttpRequest
{
    Method method = Method::Get;
    QStringList captures; ///< what stood at each "{}" of the route's pattern
    QUrlQuery query;
    QJsonObject body; ///< empty where none was sent, and on a route that reads @c content
    QByteArray content; ///< the body as it came
    QHttpHeaders headers;
    cloud::Caller caller; ///< of nobody on an open route
    StopToken gone; ///< stopped when the client has gone, or the server is to stop
};

/// Where an answer goes that comes piece by piece.
class ResponseStream
{
public:
    virtual ~ResponseStream() = default;

    /// Ends when there is room for more. Cancelled when the client has gone, the server is to stop,
    /// or nobody takes the bytes for long.
    virtual Task<> write(QByteArray bytes) = 0;
};

struct HttpResponse
{
    int status = 200;
    QByteArray body;
    QHttpHeaders headers{};

    /// Set: it writes the body, and the answer ends with it, however it ends.
    std::function<Task<>(std::shared_ptr<ResponseStream>)> stream{};

    static HttpResponse json(int status, QByteArray json);
};

/// What answers a route. A failure becomes a response in status.h, and nowhere else.
using Handler = std::function<Task<HttpResponse>(HttpRequest)>;

/// Says a failure in another form than that of status.h, where a route's clients want one.
using SayFailure = std::function<HttpResponse(const HttpRequest &, const Error &)>;

/// What the API's documents say of a route. Types are named as in wire/schema.h.
struct RouteAbout
{
    QString summary; ///< one line
    QString response; ///< empty: what no schema tells
    QString request{}; ///< of the body; of the query where the method has no body
    int status = 200; ///< of a response that is no failure
    QString name{}; ///< "cloudWorkspace.pause"; empty: made of the pattern
    QStringList captures{}; ///< what each "{}" of the pattern is called
    bool changes = false; ///< the response is Written, too
};

struct Route
{
    Method method = Method::Get;
    QString pattern; ///< "/api/workspaces/{}"
    Handler handle;
    bool open = false; ///< needs no key
    RouteAbout about{};
    /// How many things a request asks for, where that is not always one.
    std::function<int(const HttpRequest &)> countCalls{};
    bool readsContent = false; ///< the body need not be a JSON object
    SayFailure sayFailure{}; ///< also of what fails before the handler; not set: as all others
};

} // namespace skybranch::edge

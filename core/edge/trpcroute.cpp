// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"
#include "edge/trpcenvelope.h"
#include "edge/trpcrequest.h"

#include <QHash>

#include <memory>

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

/// The operations by name.
using Procedures = QHash<QString, Operation>;

constexpr qsizetype maxPathShown = 100;

/// Says it of each call of the request, as far as that is one that can be answered.
HttpResponse refuse(const TrpcRequest &request, const std::function<TrpcAnswer(QString)> &answerFor)
{
    QList<TrpcAnswer> answers;
    for (const TrpcCall &call : request.calls.first(std::min(request.calls.size(), maxTrpcBatch)))
        answers.append(answerFor(call.path.left(maxPathShown)));
    return request.batch && request.calls.size() <= maxTrpcBatch ? trpcResponse(answers)
                                                                 : trpcResponse(answers.first());
}

HttpResponse sayFailure(const HttpRequest &request, const Error &error)
{
    return refuse(trpcNames(request),
                  [&error](const QString &path) { return trpcFailure(error, path); });
}

Result<QJsonObject> objectOf(const QJsonValue &input)
{
    if (!input.isUndefined() && !input.isNull() && !input.isObject())
        return failure(ErrorCode::InvalidArgument, u"The input must be a JSON object."_s);
    return input.toObject();
}

Method methodOf(const Operation &operation)
{
    return operation.kind == Operation::Kind::Query ? Method::Get : Method::Post;
}

Task<TrpcAnswer> answerCall(std::shared_ptr<const Procedures> procedures, HttpRequest request,
                            TrpcCall call)
{
    const auto found = procedures->constFind(call.path);
    if (found == procedures->constEnd())
        co_return trpcFailure(
            404, u"No procedure found on path \"%1\""_s.arg(call.path.left(maxPathShown)),
            call.path.left(maxPathShown));
    if (methodOf(*found) != request.method)
        co_return trpcFailure(405,
                              u"Unsupported %1-request to %2 procedure at path \"%3\""_s.arg(
                                  QString::fromLatin1(name(request.method)),
                                  request.method == Method::Get ? u"mutation"_s : u"query"_s,
                                  call.path),
                              call.path);
    const auto input = objectOf(call.input);
    if (!input)
        co_return trpcFailure(input.error(), call.path);
    const auto output
        = co_await found->run({.caller = request.caller, .input = *input, .gone = request.gone});
    co_return output ? trpcResult(*output) : trpcFailure(output.error(), call.path);
}

bool isJson(const HttpRequest &request)
{
    const QString type
        = QString::fromLatin1(request.headers.value(QHttpHeaders::WellKnownHeader::ContentType));
    return type.section(u';', 0, 0).trimmed().compare("application/json"_L1, Qt::CaseInsensitive)
        == 0;
}

/// httpBatchStreamLink, which reads nothing but streams and one failure for all calls.
bool wantsStream(const HttpRequest &request)
{
    return request.headers.value("trpc-accept"_L1) == "application/jsonl";
}

void tellAllowed(HttpResponse &response, Method asked)
{
    if (response.status == 405)
        response.headers.append(QHttpHeaders::WellKnownHeader::Allow,
                                name(asked == Method::Get ? Method::Post : Method::Get));
}

/// The calls of a batch are done one after another: in the order that the client has asked in, and
/// so that one request takes no more connections to the database than any other.
Task<HttpResponse> answerRequest(std::shared_ptr<const Procedures> procedures, HttpRequest http)
{
    if (http.method == Method::Post && !isJson(http))
        co_return refuse(trpcNames(http), [](const QString &path) {
            return trpcFailure(415, u"The content-type must be application/json."_s, path);
        });
    if (wantsStream(http))
        co_return trpcResponse(trpcFailure(
            501, u"Answers are not streamed here. Use httpBatchLink or httpLink."_s, {}));
    const auto request = trpcRequest(http);
    if (!request)
        co_return failure(request);
    QList<TrpcAnswer> answers;
    for (const TrpcCall &call : request->calls) {
        const auto answer = co_await answerCall(procedures, http, call);
        if (!answer)
            co_return failure(answer);
        answers.append(*answer);
    }
    HttpResponse response = request->batch ? trpcResponse(answers) : trpcResponse(answers.first());
    tellAllowed(response, http.method);
    co_return response;
}

/// More than a batch may have are not done.
int countCalls(const HttpRequest &request)
{
    return int(std::min(trpcNames(request).calls.size(), maxTrpcBatch));
}

Task<HttpResponse> nothing()
{
    co_return HttpResponse{.status = 204};
}

} // namespace

QList<Route> trpcRoutes(QList<Operation> operations)
{
    auto procedures = std::make_shared<Procedures>();
    for (const Operation &operation : operations)
        procedures->insert(operation.name, operation);
    const Handler handle = [procedures](HttpRequest request) {
        return answerRequest(procedures, std::move(request));
    };
    const QString pattern = u"/trpc/{}"_s;
    const RouteAbout about{.summary = u"Procedures as @trpc/client calls them."_s,
                           .captures = {u"procedures"_s}};
    QList<Route> routes;
    for (const Method method : {Method::Get, Method::Post})
        routes.append({.method = method,
                       .pattern = pattern,
                       .handle = handle,
                       .about = about,
                       .countCalls = countCalls,
                       .readsContent = true,
                       .sayFailure = sayFailure});
    routes.append({.method = Method::Head,
                   .pattern = pattern,
                   .handle = [](const HttpRequest &) { return nothing(); },
                   .about = {.summary = about.summary, .status = 204, .captures = about.captures},
                   .readsContent = true});
    return routes;
}

} // namespace skybranch::edge

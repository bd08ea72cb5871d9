// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/trpcenvelope.h"

#include "edge/status.h"

#include <QJsonDocument>

#include <algorithm>

namespace skybranch::edge {
namespace {

using namespace Qt::StringLiterals;

constexpr int multiStatus = 207;

struct TrpcCode
{
    int status;
    const char *name;
    int number;
};

constexpr TrpcCode internalError{500, "INTERNAL_SERVER_ERROR", -32603};

constexpr TrpcCode codes[]{
    {400, "BAD_REQUEST", -32600},
    {401, "UNAUTHORIZED", -32001},
    {403, "FORBIDDEN", -32003},
    {404, "NOT_FOUND", -32004},
    {405, "METHOD_NOT_SUPPORTED", -32005},
    {409, "CONFLICT", -32009},
    {413, "PAYLOAD_TOO_LARGE", -32013},
    {415, "UNSUPPORTED_MEDIA_TYPE", -32015},
    {429, "TOO_MANY_REQUESTS", -32029},
    {501, "NOT_IMPLEMENTED", -32603},
    {502, "BAD_GATEWAY", -32603},
    {503, "SERVICE_UNAVAILABLE", -32603},
    {504, "GATEWAY_TIMEOUT", -32603},
};

const TrpcCode &codeOf(int status)
{
    const auto found = std::ranges::find(codes, status, &TrpcCode::status);
    return found == std::end(codes) ? internalError : *found;
}

HttpResponse response(int status, const QJsonDocument &body)
{
    HttpResponse response{.status = status, .body = body.toJson(QJsonDocument::Compact)};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json"_L1);
    response.headers.append(QHttpHeaders::WellKnownHeader::Vary, "trpc-accept, accept"_L1);
    return response;
}

} // namespace

TrpcAnswer trpcResult(const QJsonObject &data)
{
    return {.envelope = {{u"result"_s, QJsonObject{{u"data"_s, data}}}}};
}

TrpcAnswer trpcFailure(const Error &error, const QString &path)
{
    return trpcFailure(reportedStatus(error), error.message, path);
}

TrpcAnswer trpcFailure(int status, const QString &message, const QString &path)
{
    const TrpcCode &code = codeOf(status);
    const QJsonObject data{{u"code"_s, QLatin1StringView(code.name)},
                           {u"httpStatus"_s, code.status},
                           {u"path"_s, path}};
    return {
        .status = code.status,
        .envelope
        = {{u"error"_s,
            QJsonObject{{u"message"_s, message}, {u"code"_s, code.number}, {u"data"_s, data}}}}};
}

HttpResponse trpcResponse(const TrpcAnswer &answer)
{
    return response(answer.status, QJsonDocument(answer.envelope));
}

HttpResponse trpcResponse(const QList<TrpcAnswer> &answers)
{
    QJsonArray envelopes;
    int status = answers.first().status;
    for (const TrpcAnswer &answer : answers) {
        envelopes.append(answer.envelope);
        if (answer.status != status)
            status = multiStatus;
    }
    return response(status, QJsonDocument(envelopes));
}

} // namespace skybranch::edge

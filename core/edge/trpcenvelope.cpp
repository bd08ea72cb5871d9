// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/trpcenvelope.h"

#include "edge/status.h"
#include "wire/jsonwriter.h"

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
    {408, "TIMEOUT", -32008},
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

HttpResponse response(int status, QByteArray body)
{
    HttpResponse response = HttpResponse::json(status, std::move(body));
    response.headers.append(QHttpHeaders::WellKnownHeader::Vary, "trpc-accept, accept"_L1);
    return response;
}

} // namespace

TrpcAnswer trpcResult(const QByteArray &data)
{
    return {.envelope = R"({"result":{"data":)" + data + "}}"};
}

TrpcAnswer trpcFailure(const Error &error, const QString &path)
{
    return trpcFailure(reportedStatus(error), error.message, path);
}

TrpcAnswer trpcFailure(int status, const QString &message, const QString &path)
{
    const TrpcCode &code = codeOf(status);
    wire::JsonWriter out;
    out.beginObject();
    out.object("error"_L1, [&] {
        out.member("message"_L1, message);
        out.member("code"_L1, code.number);
        out.object("data"_L1, [&] {
            out.member("code"_L1, QLatin1StringView(code.name));
            out.member("httpStatus"_L1, code.status);
            out.member("path"_L1, path);
        });
    });
    out.endObject();
    return {.status = code.status, .envelope = out.text()};
}

HttpResponse trpcResponse(const TrpcAnswer &answer)
{
    return response(answer.status, answer.envelope);
}

HttpResponse trpcResponse(const QList<TrpcAnswer> &answers)
{
    QByteArrayList envelopes;
    int status = answers.first().status;
    for (const TrpcAnswer &answer : answers) {
        envelopes.append(answer.envelope);
        if (answer.status != status)
            status = multiStatus;
    }
    return response(status, '[' + envelopes.join(',') + ']');
}

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/status.h"

#include "base/log.h"
#include "wire/rest.h"

#include <QLoggingCategory>

namespace skybranch::edge {
namespace {

Q_LOGGING_CATEGORY(lcEdge, "skybranch.edge")

} // namespace

QByteArray name(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Post:
        return "POST";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        return "DELETE";
    case Method::Head:
        return "HEAD";
    }
    Q_UNREACHABLE_RETURN({});
}

HttpResponse HttpResponse::json(int status, QByteArray json)
{
    HttpResponse response{.status = status, .body = std::move(json)};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType,
                            QLatin1StringView("application/json"));
    return response;
}

int httpStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return 400;
    case ErrorCode::Unauthorized:
        return 401;
    case ErrorCode::Forbidden:
        return 403;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Conflict:
        return 409;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::LimitReached:
        return 429;
    case ErrorCode::Internal:
        return 500;
    case ErrorCode::Unsupported:
        return 501;
    case ErrorCode::AuthenticationFailed:
    case ErrorCode::HostKeyMismatch:
        return 502;
    case ErrorCode::Cancelled:
    case ErrorCode::Unavailable:
        return 503;
    case ErrorCode::Timeout:
        return 504;
    }
    Q_UNREACHABLE_RETURN(500);
}

int reportedStatus(const Error &error)
{
    const int status = httpStatus(error.code);
    if (status >= 500 && error.code != ErrorCode::Cancelled)
        qCWarning(lcEdge).noquote() << describe(error);
    return status;
}

HttpResponse errorResponse(const Error &error)
{
    return HttpResponse::json(reportedStatus(error), wire::json(error));
}

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/http.h"

#include <QJsonValue>

namespace skybranch::edge {

/// Most calls of one request.
inline constexpr qsizetype maxTrpcBatch = 50;

struct TrpcCall
{
    QString path; ///< "cloudWorkspace.get"
    QJsonValue input; ///< undefined where none was sent
};

/// What a request to /trpc/ asks for.
struct TrpcRequest
{
    QList<TrpcCall> calls; ///< never empty
    bool batch = false; ///< the answer is a list, also to one call
};

/// The names alone, which can be read of any request, for the answer to one that is refused.
TrpcRequest trpcNames(const HttpRequest &request);

/// Errors: InvalidArgument (the input is no JSON, too many calls).
Result<TrpcRequest> trpcRequest(const HttpRequest &request);

} // namespace skybranch::edge

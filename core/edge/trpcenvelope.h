// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/http.h"

namespace skybranch::edge {

/// The answer to one call of a tRPC request: what stands in the body, and its HTTP status.
struct TrpcAnswer
{
    int status = 200;
    QByteArray envelope; ///< JSON
};

/// @p data is JSON.
TrpcAnswer trpcResult(const QByteArray &data);
TrpcAnswer trpcFailure(const Error &error, const QString &path);

/// For what tRPC tells and an ErrorCode does not: 405, 415.
TrpcAnswer trpcFailure(int status, const QString &message, const QString &path);

/// A response of one answer, or of the answers of a batch: with their status where they have the
/// same, else 207.
HttpResponse trpcResponse(const TrpcAnswer &answer);
HttpResponse trpcResponse(const QList<TrpcAnswer> &answers);

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QHash>

namespace skybranch::providers {

struct HttpResponse
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// Reads one HTTP/1.1 response as its bytes come, however they are cut. What is longer than 64 KiB
/// of head or 16 MiB of body, or is no HTTP, is an error.
class HttpReader
{
public:
    /// Whether the response is whole now.
    Result<bool> add(const QByteArray &bytes);

    /// The other end has closed: whether that made the response whole.
    bool atEnd();

    HttpResponse take() { return std::move(m_response); }

private:
    enum class Part { Head, Length, ChunkSize, Chunk, ChunkEnd, Trailer, UntilEnd, Whole };

    Result<bool> step(); ///< whether there may be more to read in what is buffered
    Result<bool> readHead();
    Result<bool> readHeaders(const QByteArray &head);
    Result<bool> chooseBody();
    Result<bool> readChunkSize();
    bool readLine(QByteArray &line);
    bool takeBody(qsizetype wanted);

    Part m_part = Part::Head;
    QByteArray m_buffer;
    qsizetype m_left = 0;
    HttpResponse m_response;
};

} // namespace skybranch::providers

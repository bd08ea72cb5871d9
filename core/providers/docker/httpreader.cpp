// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/docker/httpreader.h"

#include <algorithm>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxHead = 64 << 10;
constexpr qsizetype maxBody = 16 << 20;

std::unexpected<Error> nonsense(const QByteArray &bytes)
{
    return failure(ErrorCode::Unavailable,
                   u"What answers there is no container engine. Check --docker-host."_s,
                   QString::fromLatin1(bytes.first(std::min<qsizetype>(bytes.size(), 200))));
}

std::unexpected<Error> tooLarge()
{
    return failure(ErrorCode::TooLarge,
                   u"Docker answers with more than is reasonable. Restart it."_s);
}

} // namespace

Result<bool> HttpReader::add(const QByteArray &bytes)
{
    m_buffer += bytes;
    for (;;) {
        const auto more = step();
        if (!more)
            return more;
        if (m_response.body.size() > maxBody)
            return tooLarge();
        if (!*more)
            return m_part == Part::Whole;
    }
}

bool HttpReader::atEnd()
{
    if (m_part == Part::UntilEnd)
        m_part = Part::Whole;
    return m_part == Part::Whole;
}

Result<bool> HttpReader::step()
{
    QByteArray line;
    switch (m_part) {
    case Part::Head:
        return readHead();
    case Part::Length:
        if (takeBody(m_left))
            m_part = Part::Whole;
        return false;
    case Part::ChunkSize:
        return readChunkSize();
    case Part::Chunk:
        if (!takeBody(m_left))
            return false;
        m_part = Part::ChunkEnd;
        return true;
    case Part::ChunkEnd:
        if (!readLine(line))
            return false;
        if (!line.isEmpty())
            return nonsense(line);
        m_part = Part::ChunkSize;
        return true;
    case Part::Trailer:
        if (!readLine(line))
            return false;
        if (line.isEmpty())
            m_part = Part::Whole;
        return m_part != Part::Whole;
    case Part::UntilEnd:
        m_response.body += std::exchange(m_buffer, {});
        return false;
    case Part::Whole:
        break;
    }
    return false;
}

Result<bool> HttpReader::readHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return m_buffer.size() > maxHead ? Result<bool>(tooLarge()) : Result<bool>(false);
    const QByteArray head = m_buffer.first(end);
    m_buffer.remove(0, end + 4);
    return readHeaders(head);
}

Result<bool> HttpReader::readHeaders(const QByteArray &head)
{
    const QByteArrayList lines = head.split('\n');
    const QByteArrayList first = lines.first().trimmed().split(' ');
    m_response.status = first.value(1).toInt();
    if (!first.first().startsWith("HTTP/1.") || m_response.status < 100)
        return nonsense(head);
    m_response.headers.clear();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            m_response.headers.insert(line.first(colon).trimmed().toLower(),
                                      line.sliced(colon + 1).trimmed());
    }
    return m_response.status < 200 ? Result<bool>(true) : chooseBody();
}

Result<bool> HttpReader::chooseBody()
{
    const bool isEmpty = m_response.status == 204 || m_response.status == 304;
    bool isNumber = false;
    m_left = m_response.headers.value("content-length").toLongLong(&isNumber);
    if (m_left < 0)
        return nonsense("Content-Length: " + QByteArray::number(m_left));
    if (isEmpty)
        m_part = Part::Whole;
    else if (m_response.headers.value("transfer-encoding").toLower() == "chunked")
        m_part = Part::ChunkSize;
    else
        m_part = isNumber ? Part::Length : Part::UntilEnd;
    return true;
}

Result<bool> HttpReader::readChunkSize()
{
    QByteArray line;
    if (!readLine(line))
        return m_buffer.size() > maxHead ? Result<bool>(tooLarge()) : Result<bool>(false);
    bool isNumber = false;
    m_left = line.split(';').first().trimmed().toLongLong(&isNumber, 16);
    if (!isNumber || m_left < 0)
        return nonsense(line);
    m_part = m_left == 0 ? Part::Trailer : Part::Chunk;
    return true;
}

bool HttpReader::readLine(QByteArray &line)
{
    const qsizetype end = m_buffer.indexOf('\n');
    if (end < 0)
        return false;
    line = m_buffer.first(end).trimmed();
    m_buffer.remove(0, end + 1);
    return true;
}

/// Whether all of the @p wanted bytes are in the body now.
bool HttpReader::takeBody(qsizetype wanted)
{
    const qsizetype size = std::clamp<qsizetype>(wanted, 0, m_buffer.size());
    m_response.body += m_buffer.first(size);
    m_buffer.remove(0, size);
    m_left -= size;
    return m_left <= 0;
}

} // namespace skybranch::providers

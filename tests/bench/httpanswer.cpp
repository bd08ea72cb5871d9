// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/httpanswer.h"

namespace skybranch::bench {

void HttpAnswer::add(const char *bytes, qsizetype count)
{
    m_bytes.append(bytes, count);
    if (m_bodyStart >= 0)
        return;
    const qsizetype end = m_bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    m_bodyStart = end + 4;
    const QByteArray length = header("content-length");
    m_length = length.isEmpty() ? -1 : length.toLongLong();
}

bool HttpAnswer::isWhole() const
{
    if (m_bodyStart < 0)
        return false;
    // No body of ours has such a line in it.
    return m_length < 0 ? m_bytes.endsWith("\r\n0\r\n\r\n")
                        : m_bytes.size() >= m_bodyStart + m_length;
}

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    const QByteArray head = m_bytes.first(std::max<qsizetype>(m_bodyStart, 0));
    const qsizetype start = head.toLower().indexOf(QByteArray("\r\n").append(name).append(":"));
    if (start < 0)
        return {};
    const qsizetype value = start + name.size() + 3;
    return head.sliced(value, head.indexOf("\r\n", value) - value).trimmed();
}

QByteArray HttpAnswer::body() const
{
    const QByteArray sent = m_bytes.sliced(m_bodyStart);
    if (m_length >= 0)
        return sent;
    QByteArray text;
    qsizetype at = 0;
    while (true) {
        const qsizetype line = sent.indexOf("\r\n", at);
        const qsizetype size = line < 0 ? 0 : sent.sliced(at, line - at).toLongLong(nullptr, 16);
        if (size <= 0)
            return text;
        text += sent.sliced(line + 2, size);
        at = line + 2 + size + 2;
    }
}

void HttpAnswer::clear()
{
    m_bytes.resize(0);
    m_bodyStart = -1;
}

} // namespace skybranch::bench

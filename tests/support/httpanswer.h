// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace skybranch::test {

/// One answer of HTTP/1.1 as it comes in, in any pieces. What comes after it is kept.
class HttpAnswer
{
public:
    /// @p isOfHead: it has no body, whatever its length says.
    explicit HttpAnswer(bool isOfHead = false)
        : m_isOfHead(isOfHead)
    {
    }

    void add(QByteArrayView bytes)
    {
        m_bytes.append(bytes);
        if (m_bodyStart >= 0)
            return;
        const qsizetype end = m_bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        m_bodyStart = end + 4;
        const bool isChunked = header("transfer-encoding").toLower() == "chunked";
        m_length = m_isOfHead ? 0 : isChunked ? -1 : header("content-length").toLongLong();
    }

    bool isOfHead() const { return m_isOfHead; }
    bool hasHead() const { return m_bodyStart >= 0; }

    bool isWhole() const
    {
        if (m_bodyStart < 0)
            return false;
        return m_length < 0 ? m_bytes.indexOf("\r\n0\r\n\r\n", m_bodyStart - 2) >= 0
                            : m_bytes.size() >= m_bodyStart + m_length;
    }

    /// 0 where it does not begin as an answer does.
    int status() const
    {
        return m_bytes.startsWith("HTTP/1.1 ") ? m_bytes.sliced(9).left(3).toInt() : 0;
    }

    /// The value of a header, whose @p name is in lower case; empty where it is not there.
    QByteArray header(const QByteArray &name) const
    {
        const QByteArray head = m_bytes.first(m_bodyStart);
        const qsizetype start = head.toLower().indexOf(QByteArray("\r\n").append(name).append(':'));
        if (start < 0)
            return {};
        const qsizetype value = start + name.size() + 3;
        return head.sliced(value, head.indexOf("\r\n", value) - value).trimmed();
    }

    /// What was sent, without the lengths of chunks.
    QByteArray body() const
    {
        if (m_length >= 0)
            return m_bytes.sliced(m_bodyStart, m_length);
        QByteArray text;
        qsizetype at = m_bodyStart;
        while (true) {
            const qsizetype line = m_bytes.indexOf("\r\n", at);
            const qsizetype size
                = line < 0 ? 0 : m_bytes.sliced(at, line - at).toLongLong(nullptr, 16);
            if (size <= 0)
                return text;
            text += m_bytes.sliced(line + 2, size);
            at = line + 2 + size + 2;
        }
    }

    /// What has come after it, once it is whole.
    QByteArray rest() const
    {
        if (m_length >= 0)
            return m_bytes.sliced(m_bodyStart + m_length);
        return m_bytes.sliced(m_bytes.indexOf("\r\n0\r\n\r\n", m_bodyStart - 2) + 7);
    }

    const QByteArray &bytes() const { return m_bytes; }

private:
    bool m_isOfHead;
    QByteArray m_bytes;
    qsizetype m_bodyStart = -1; ///< -1: the head is not whole
    qsizetype m_length = 0; ///< -1: in chunks
};

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace skybranch::bench {

/// One answer of HTTP/1.1 as it comes in, in any pieces.
class HttpAnswer
{
public:
    void add(const char *bytes, qsizetype count);

    bool isWhole() const;
    bool isSuccess() const { return m_bytes.startsWith("HTTP/1.1 2"); }

    /// The value of a header; empty where it is not there.
    QByteArray header(const QByteArray &name) const;

    /// What was sent, without the lengths of chunks.
    QByteArray body() const;

    const QByteArray &bytes() const { return m_bytes; }
    void clear();

private:
    QByteArray m_bytes;
    qsizetype m_bodyStart = -1; ///< -1: the head is not whole
    qsizetype m_length = 0; ///< -1: in chunks
};

} // namespace skybranch::bench

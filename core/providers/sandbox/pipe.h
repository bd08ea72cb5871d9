// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QByteArray>

#include <array>
#include <chrono>

namespace skybranch::providers {

/// A pipe whose ends no child inherits unless it is told to. Ends that were not taken are closed.
class Pipe
{
public:
    Pipe();
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    ~Pipe();

    int readEnd() const { return m_ends[0]; }
    int writeEnd() const { return m_ends[1]; }
    void closeReadEnd();
    void closeWriteEnd();
    int takeReadEnd(); ///< the caller closes it
    void writeByte() const;

private:
    std::array<int, 2> m_ends{-1, -1};
};

/// Everything that comes until the other end closes, at most 64 KiB; takes over @p readEnd.
/// Errors: Timeout.
Task<QByteArray> readUntilEnd(int readEnd, std::chrono::milliseconds timeout);

} // namespace skybranch::providers

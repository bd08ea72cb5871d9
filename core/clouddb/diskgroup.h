// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "clouddb/connection.h"

#include <mutex>
#include <vector>

namespace skybranch::clouddb {

/// Lets all who wait for the disk at about the same time share one write: one of their threads
/// writes for as long as others come, and theirs go on with other work. For any thread.
class DiskGroup
{
public:
    /// Finishes @p waiting when what the last run() of @p connection awaits is on the disk. What is
    /// returned is how it went where this thread was the one that wrote.
    Result<> join(Connection &connection, Completion<> waiting);

private:
    struct Waiting
    {
        qint64 upTo = 0;
        Completion<> completion;
    };
    using Group = std::vector<Waiting>;

    enum class Part { Writer, Member, Alone };

    Part take(Connection &connection, const Completion<> &waiting);
    Result<> writeFor(Connection &connection, Group group);
    Group next(const Result<qint64> &written);

    std::mutex m_mutex;
    std::optional<Connection::Time> m_writerOpened; ///< set while somebody writes
    Group m_joined; ///< since that write has begun
};

} // namespace skybranch::clouddb

// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/diskgroup.h"

#include <algorithm>

namespace skybranch::clouddb {
namespace {

Result<> outcomeOf(const Result<qint64> &written)
{
    return written.transform([](qint64) { });
}

} // namespace

Result<> DiskGroup::join(Connection &connection, Completion<> waiting)
{
    const Part part = take(connection, waiting);
    if (part == Part::Member)
        return {};
    if (part == Part::Writer)
        return writeFor(connection, {{connection.awaited(), std::move(waiting)}});
    const auto done = outcomeOf(connection.writeOut());
    waiting.finish(done);
    return done;
}

DiskGroup::Part DiskGroup::take(Connection &connection, const Completion<> &waiting)
{
    std::lock_guard lock(m_mutex);
    if (!m_writerOpened) {
        m_writerOpened = connection.opened();
        return Part::Writer;
    }
    // A server that crashes loses what was not written, and all of its connections. So only one
    // that was there before can prove, by still being there, that nothing was lost meanwhile.
    if (*m_writerOpened > connection.begun())
        return Part::Alone;
    m_joined.push_back({connection.awaited(), waiting});
    return Part::Member;
}

Result<> DiskGroup::writeFor(Connection &connection, Group group)
{
    Result<qint64> written;
    while (!group.empty()) {
        written = connection.writeOut();
        for (const Waiting &one : group)
            one.completion.finish(outcomeOf(written));
        group = next(written);
    }
    return outcomeOf(written);
}

/// Those for whom one more write is needed.
DiskGroup::Group DiskGroup::next(const Result<qint64> &written)
{
    Group joined;
    Group::iterator done;
    {
        std::lock_guard lock(m_mutex);
        joined = std::exchange(m_joined, {});
        // A write takes along what has come while it waited for its turn.
        done = std::partition(joined.begin(), joined.end(), [&written](const Waiting &one) {
            return written && one.upTo > *written;
        });
        if (done == joined.begin())
            m_writerOpened.reset();
    }
    for (auto one = done; one != joined.end(); ++one)
        one->completion.finish(outcomeOf(written));
    joined.erase(done, joined.end());
    return joined;
}

} // namespace skybranch::clouddb

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"
#include "clouddb/databaseurl.h"
#include "clouddb/diskgroup.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace skybranch::clouddb {

/// The threads of a Database. Each has a Connection of its own and takes the next work.
class Workers
{
public:
    Workers(Result<DatabaseAddress> address, int count);
    ~Workers();

    void post(Database::Request request);

private:
    void loop();
    std::optional<Database::Request> next();

    const Result<DatabaseAddress> m_address;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Database::Request> m_waiting;
    bool m_ending = false;
    DiskGroup m_diskGroup;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace skybranch::clouddb

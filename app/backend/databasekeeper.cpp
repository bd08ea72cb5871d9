// SPDX-License-Identifier: GPL-3.0-or-later
#include "databasekeeper.h"

#include "base/log.h"

namespace skybranch::backend {

Q_LOGGING_CATEGORY(lcKeeper, "skybranch.backend")

Task<> DatabaseKeeper::stop()
{
    m_stopping = true;
    if (m_busy)
        co_await m_idle.wait();
    co_return Result<>{};
}

QCoro::Task<> DatabaseKeeper::restart()
{
    if (m_busy || m_stopping)
        co_return;
    m_busy = true;
    const auto started = co_await m_postgres.start();
    if (!started)
        qCWarning(lcKeeper).noquote()
            << "the database can not be brought back:" << describe(started.error());
    m_busy = false;
    if (m_stopping)
        m_idle.finish({});
}

} // namespace skybranch::backend

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/changefeed.h"

#include <QTimer>

namespace skybranch::cloud {

ChangeFeed::Wait::Wait(ChangeFeed &feed, OrganizationId organization)
    : m_feed(feed)
    , m_organization(organization)
{
    m_place = m_feed.m_waits.insert(m_feed.m_waits.end(), this);
}

ChangeFeed::Wait::~Wait()
{
    m_feed.m_waits.erase(m_place);
}

Task<> ChangeFeed::Wait::until(std::chrono::milliseconds time, StopToken stop)
{
    const std::stop_callback onStop(
        std::move(stop), [completion = m_completion] { completion.finish(cancelled()); });
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer,
                     [completion = m_completion] { completion.finish({}); });
    timer.start(time);
    co_return co_await m_completion.wait();
}

void ChangeFeed::changed(const QString &payload)
{
    const auto organization = OrganizationId::fromString(payload);
    ++m_changes[organization];
    for (Wait *wait : m_waits) {
        if (wait->m_organization == organization)
            wait->m_completion.finish({});
    }
}

void ChangeFeed::lookAgain()
{
    ++m_looks;
    for (Wait *wait : m_waits)
        wait->m_completion.finish({});
}

} // namespace skybranch::cloud

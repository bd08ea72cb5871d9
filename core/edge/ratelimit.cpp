// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/ratelimit.h"

#include <algorithm>

namespace skybranch::edge {
namespace {

constexpr qsizetype maxBuckets = 100'000;

} // namespace

double RateLimit::tokens(const Bucket &bucket, Clock::time_point now) const
{
    const std::chrono::duration<double> passed = now - bucket.at;
    return std::min(m_rate.burst, bucket.tokens + passed.count() * m_rate.perSecond);
}

bool RateLimit::take(const QByteArray &who, Clock::time_point now, int times)
{
    if (m_rate.perSecond <= 0)
        return true;
    if (m_buckets.size() >= m_sweepAt)
        forgetResting(now);
    if (!m_buckets.contains(who))
        m_buckets.insert(who, {m_rate.burst, now});
    Bucket &bucket = m_buckets[who];
    bucket.tokens = tokens(bucket, now);
    bucket.at = now;
    if (bucket.tokens < 1)
        return false;
    bucket.tokens -= times;
    return true;
}

bool RateLimit::has(const QByteArray &who, Clock::time_point now) const
{
    const auto bucket = m_buckets.constFind(who);
    return m_rate.perSecond <= 0 || bucket == m_buckets.constEnd() || tokens(*bucket, now) >= 1;
}

void RateLimit::forgetResting(Clock::time_point now)
{
    m_buckets.removeIf(
        [&](const auto &entry) { return tokens(entry.value(), now) >= m_rate.burst; });
    // So many at once are an attack from everywhere: memory is worth more than their count.
    if (m_buckets.size() >= maxBuckets)
        m_buckets.clear();
    m_sweepAt = std::max<qsizetype>(1024, 2 * m_buckets.size());
}

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <chrono>

namespace skybranch::edge {

/// How often somebody may do something: @c perSecond for ever, and @c burst at once. A rate of 0
/// is no limit.
struct Rate
{
    double perSecond = 0;
    double burst = 0;
};

/// Counts by token buckets what each of many does.
class RateLimit
{
public:
    using Clock = std::chrono::steady_clock;

    explicit RateLimit(Rate rate)
        : m_rate(rate)
    {
    }

    /// Whether @p who may do it now; that counts as @p times. Who may do it once may do it so
    /// often, and waits the longer after it.
    bool take(const QByteArray &who, Clock::time_point now = Clock::now(), int times = 1);

    /// The same without counting it.
    bool has(const QByteArray &who, Clock::time_point now = Clock::now()) const;

    qsizetype count() const { return m_buckets.size(); } ///< of those who are not at rest

private:
    struct Bucket
    {
        double tokens = 0;
        Clock::time_point at;
    };

    double tokens(const Bucket &bucket, Clock::time_point now) const;
    void forgetResting(Clock::time_point now);

    Rate m_rate;
    QHash<QByteArray, Bucket> m_buckets;
    qsizetype m_sweepAt = 1024;
};

} // namespace skybranch::edge

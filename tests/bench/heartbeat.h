// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QList>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <tuple>

namespace skybranch::bench {

/// Beats once a millisecond as long as the event loop runs: a gap is a stall. Other programs make
/// gaps too, where all cores are busy: what this thread has worked between two beats is its own,
/// and so is the gap without the time that it was ready and had no core.
class Heartbeat
{
public:
    Heartbeat()
    {
        constexpr qsizetype minutes = 5;
        m_beats.reserve(minutes * 60 * 1000);
        m_work.reserve(m_beats.capacity());
        m_own.reserve(m_beats.capacity());
        m_schedule.setFileName(QStringLiteral("/proc/thread-self/schedstat"));
        // Where there is none, it counts as never kept waiting.
        std::ignore = m_schedule.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.start(1);
    }

    /// Nanoseconds of CLOCK_MONOTONIC.
    const QList<qint64> &beats() const { return m_beats; }

    /// Nanoseconds of CPU time of this thread, at each beat.
    const QList<qint64> &work() const { return m_work; }

    /// beats() without the time that this thread has waited for a core until then.
    const QList<qint64> &own() const { return m_own; }

    /// The longest gap of @p beats, milliseconds.
    static double longestGapMs(const QList<qint64> &beats)
    {
        qint64 longest = 0;
        for (qsizetype i = 1; i < beats.size(); ++i)
            longest = std::max(longest, beats.at(i) - beats.at(i - 1));
        return double(longest) / 1e6;
    }

private:
    static qint64 now(clockid_t clock)
    {
        timespec time{};
        clock_gettime(clock, &time);
        return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
    }

    void beat()
    {
        m_beats += now(CLOCK_MONOTONIC);
        m_work += now(CLOCK_THREAD_CPUTIME_ID);
        m_own += m_beats.last() - waited();
    }

    /// For a core, nanoseconds in all: the second word.
    qint64 waited()
    {
        m_schedule.seek(0);
        return m_schedule.read(100).split(' ').value(1).toLongLong();
    }

    QList<qint64> m_beats;
    QList<qint64> m_work;
    QList<qint64> m_own;
    QFile m_schedule;
    QTimer m_timer;
};

} // namespace skybranch::bench

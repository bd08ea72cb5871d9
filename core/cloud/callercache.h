// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cloud/caller.h"

#include <QDeadlineTimer>
#include <QHash>

#include <chrono>
#include <optional>

namespace skybranch::cloud {

/// Remembers for some seconds whom a key stands for, also that it stands for nobody. It does so
/// only while the database tells us at once that a key counts no more; where that connection has
/// died without a word, the time that is kept bounds how long a revoked key lives on.
class CallerCache
{
public:
    explicit CallerCache(std::chrono::milliseconds time = std::chrono::seconds(5))
        : m_time(time)
    {
    }

    /// Whether we are told of changes now. What was kept before is forgotten.
    void setTold(bool told);

    /// Keys or memberships have changed.
    void forget();

    std::optional<Result<Caller>> find(const QByteArray &hash) const;

    /// Take it before the database is asked; keep() drops an answer that is older than a change.
    quint64 generation() const { return m_generation; }
    void keep(quint64 generation, const QByteArray &hash, const Result<Caller> &caller);

private:
    struct Entry
    {
        Result<Caller> caller;
        QDeadlineTimer end;
    };

    std::chrono::milliseconds m_time;
    QHash<QByteArray, Entry> m_entries;
    quint64 m_generation = 0;
    bool m_isTold = false;
};

} // namespace skybranch::cloud

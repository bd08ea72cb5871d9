// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/callercache.h"

namespace skybranch::cloud {
namespace {

constexpr qsizetype maxEntries = 10'000;

} // namespace

void CallerCache::setTold(bool told)
{
    m_isTold = told;
    forget();
}

void CallerCache::forget()
{
    ++m_generation;
    m_entries.clear();
}

std::optional<Result<Caller>> CallerCache::find(const QByteArray &hash) const
{
    const auto entry = m_entries.constFind(hash);
    if (entry == m_entries.constEnd() || entry->end.hasExpired())
        return std::nullopt;
    return entry->caller;
}

void CallerCache::keep(quint64 generation, const QByteArray &hash, const Result<Caller> &caller)
{
    if (!m_isTold || generation != m_generation)
        return;
    if (!caller && caller.error().code != ErrorCode::Unauthorized)
        return;
    // A flood of wrong keys costs no more memory than this.
    if (m_entries.size() >= maxEntries)
        m_entries.clear();
    m_entries.insert(hash, {caller, QDeadlineTimer(m_time)});
}

} // namespace skybranch::cloud

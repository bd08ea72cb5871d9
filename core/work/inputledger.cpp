// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/inputledger.h"

#include <algorithm>

namespace skybranch::work {

qint64 InputLedger::taken(const QString &watcher) const
{
    const auto entry = std::ranges::find(m_entries, watcher, &Entry::watcher);
    return entry == m_entries.end() ? 0 : entry->taken;
}

std::optional<QByteArray> InputLedger::take(const QString &watcher,
                                            const wire::PositionedBytes &block)
{
    const qint64 before = taken(watcher);
    if (block.position > before)
        return std::nullopt;
    const qint64 known = std::min<qint64>(before - block.position, block.bytes.size());
    m_entries.removeIf([&](const Entry &entry) { return entry.watcher == watcher; });
    m_entries.append({watcher, before + block.bytes.size() - known});
    if (m_entries.size() > mostWatchers)
        m_entries.removeFirst();
    return block.bytes.sliced(known);
}

} // namespace skybranch::work

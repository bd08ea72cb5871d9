// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/presencelist.h"

#include <algorithm>

namespace skybranch::client {

Task<> PresenceList::apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                           bool fromStart)
{
    m_position = std::move(position);
    if (fromStart)
        m_rows.clear();
    for (const localdb::ShapeChange &change : changes)
        applyChange(m_rows, change);
    if (fromStart || !changes.isEmpty())
        group();
    co_return Result<>();
}

void PresenceList::clear()
{
    m_position = {};
    m_rows.clear();
    group();
}

void PresenceList::group()
{
    const auto before = std::exchange(m_byWorkspace, {});
    for (const QJsonObject &row : std::as_const(m_rows)) {
        if (const auto presence = presenceFromColumns(row))
            m_byWorkspace[presence->workspaceId].append(*presence);
    }
    for (auto &list : m_byWorkspace)
        std::ranges::sort(list, [](const domain::Presence &a, const domain::Presence &b) {
            return std::tie(a.connectedAt, a.id) < std::tie(b.connectedAt, b.id);
        });
    for (const auto &[id, list] : before.asKeyValueRange()) {
        if (m_byWorkspace.value(id) != list)
            Q_EMIT changed(id);
    }
    for (const WorkspaceId id : m_byWorkspace.keys()) {
        if (!before.contains(id))
            Q_EMIT changed(id);
    }
}

} // namespace skybranch::client

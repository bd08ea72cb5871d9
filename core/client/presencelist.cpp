// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/presencelist.h"

#include <algorithm>

namespace skybranch::client {

PresenceList::PresenceList()
{
    connect(this, &RowList::changed, this, &PresenceList::group);
}

void PresenceList::group()
{
    const auto before = std::exchange(m_byWorkspace, {});
    for (const QJsonObject &row : rows()) {
        if (const auto presence = presenceFromColumns(row))
            m_byWorkspace[presence->workspaceId].append(*presence);
    }
    for (auto &list : m_byWorkspace)
        std::ranges::sort(list, [](const domain::Presence &a, const domain::Presence &b) {
            return std::tie(a.connectedAt, a.id) < std::tie(b.connectedAt, b.id);
        });
    for (const auto &[id, list] : before.asKeyValueRange()) {
        if (m_byWorkspace.value(id) != list)
            Q_EMIT peopleChanged(id);
    }
    for (const WorkspaceId id : m_byWorkspace.keys()) {
        if (!before.contains(id))
            Q_EMIT peopleChanged(id);
    }
}

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/rowlist.h"
#include "domain/presence.h"

namespace skybranch::client {

/// Who is connected to which workspace.
class PresenceList : public RowList
{
    Q_OBJECT

public:
    PresenceList();

    /// The longest connected first. Names are a stranger's words.
    QList<domain::Presence> of(WorkspaceId workspace) const { return m_byWorkspace[workspace]; }

Q_SIGNALS:
    void peopleChanged(skybranch::WorkspaceId workspace);

private:
    void group();

    QMap<WorkspaceId, QList<domain::Presence>> m_byWorkspace;
};

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/shapereading.h"
#include "client/shapetarget.h"
#include "domain/presence.h"

#include <QMap>
#include <QObject>

namespace skybranch::client {

/// Who is connected to which workspace, as the backend's stream tells of it. Not kept on disk: who
/// was there yesterday says nothing of now.
class PresenceList : public QObject, public ShapeTarget
{
    Q_OBJECT

public:
    using QObject::QObject;

    localdb::ShapePosition position() const override { return m_position; }
    Task<> apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                 bool fromStart) override;

    /// The longest connected first. Names are a stranger's words.
    QList<domain::Presence> of(WorkspaceId workspace) const { return m_byWorkspace[workspace]; }

    void clear(); ///< nobody is known to be there

Q_SIGNALS:
    void changed(skybranch::WorkspaceId workspace);

private:
    void group();

    localdb::ShapePosition m_position;
    QMap<QString, QJsonObject> m_rows;
    QMap<WorkspaceId, QList<domain::Presence>> m_byWorkspace;
};

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/shapereading.h"
#include "client/shapetarget.h"

#include <QMap>
#include <QObject>

namespace skybranch::client {

/// The rows of a table as the backend's stream tells of them. Not kept on disk: what was there
/// yesterday says nothing of now.
class RowList : public QObject, public ShapeTarget
{
    Q_OBJECT

public:
    using QObject::QObject;

    localdb::ShapePosition position() const override { return m_position; }
    Task<> apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                 bool fromStart) override;

    void clear(); ///< nothing is known

Q_SIGNALS:
    void changed();

protected:
    const QMap<QString, QJsonObject> &rows() const { return m_rows; }

private:
    localdb::ShapePosition m_position;
    QMap<QString, QJsonObject> m_rows;
};

} // namespace skybranch::client

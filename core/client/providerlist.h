// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/shapereading.h"
#include "client/shapetarget.h"
#include "client/views.h"

#include <QMap>
#include <QObject>

namespace skybranch::client {

/// The backend's providers as its stream tells of them. Not kept on disk: what could be used
/// yesterday says nothing of now.
class ProviderList : public QObject, public ShapeTarget
{
    Q_OBJECT

public:
    using QObject::QObject;

    localdb::ShapePosition position() const override { return m_position; }
    Task<> apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                 bool fromStart) override;

    QList<ProviderInfo> providers() const; ///< the default one first

Q_SIGNALS:
    void changed();

private:
    localdb::ShapePosition m_position;
    QMap<QString, QJsonObject> m_rows;
};

} // namespace skybranch::client

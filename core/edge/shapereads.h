// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/services.h"
#include "edge/shaperequest.h"

#include <QHash>

namespace skybranch::edge {

/// What the log says after an offset, in the words of a shape.
struct ShapeTail
{
    QString handleBase; ///< of the caller's handles of this shape
    qint64 offset = 0; ///< go on from here
    bool upToDate = false;
    QByteArrayList messages; ///< of changes, as JSON; none where nothing of the shape has changed
    QByteArray body; ///< of an answer that says all this
};

/// Reads the log for those who follow it. However many wait at the same place of the same shape,
/// one read serves them all.
class ShapeReads
{
public:
    explicit ShapeReads(Services services)
        : m_services(services)
    {
    }

    /// Everything that has been committed before it is called. Errors: as ChangeLog::since().
    Task<ShapeTail> read(cloud::Caller caller, ShapeDefinition shape, qint64 offset);

    /// Everything that has been notified before it is called: what comes later wakes those who wait
    /// in the feed from before the call on.
    Task<ShapeTail> readShared(cloud::Caller caller, ShapeDefinition shape, qint64 offset);

private:
    struct Shared
    {
        quint64 generation = 0; ///< of the feed, when it was begun
        std::optional<Result<ShapeTail>> result;
        QList<Completion<>> waiting;
    };

    void dropOld();

    Services m_services;
    QHash<QByteArray, std::shared_ptr<Shared>> m_shared;
};

} // namespace skybranch::edge

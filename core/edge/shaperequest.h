// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/changelog.h"

#include <QUrlQuery>

namespace skybranch::edge {

/// What a shape shows of which rows.
struct ShapeDefinition
{
    clouddb::LoggedTable table = clouddb::LoggedTable::CloudWorkspaces;
    clouddb::RowFilter filter;
    QList<clouddb::Column> columns; ///< in the order of the table
    bool full = false; ///< changes come with whole rows, and with what was before

    /// The same for two shapes that are the same.
    QByteArray text;
};

/// What a client asks of a shape.
struct ShapeRequest
{
    enum class Start { Snapshot, Now, Offset };

    ShapeDefinition shape;
    Start start = Start::Snapshot;
    QString offsetText;
    qint64 offset = 0; ///< of Start::Offset
    qint64 skip = 0; ///< of Start::Offset: so many rows of the snapshot at the offset are known
    QString handle;
    bool live = false;
    bool events = false; ///< live, as a stream of server-sent events
    qint64 cursor = 0; ///< 0: none
};

/// Errors: InvalidArgument, naming the parameter; also for those of Electric's that are not here.
Result<ShapeRequest> shapeRequest(const QUrlQuery &query);

} // namespace skybranch::edge

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/changelog.h"

#include <QUrlQuery>

namespace skybranch::edge {

/// What a client asks of a shape.
struct ShapeRequest
{
    enum class Start { Snapshot, Now, Offset };

    clouddb::LoggedTable table = clouddb::LoggedTable::CloudWorkspaces;
    Start start = Start::Snapshot;
    qint64 offset = 0; ///< of Start::Offset
    QString handle;
    bool live = false;
    qint64 cursor = 0; ///< 0: none
};

/// Errors: InvalidArgument, naming the parameter; also for those of Electric's that are not here.
Result<ShapeRequest> shapeRequest(const QUrlQuery &query);

} // namespace skybranch::edge

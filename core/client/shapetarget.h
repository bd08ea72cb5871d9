// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "localdb/mirrorstore.h"

namespace skybranch::client {

/// Where a ShapeFollower puts what it hears.
class ShapeTarget
{
public:
    virtual ~ShapeTarget() = default;

    virtual localdb::ShapePosition position() const = 0;

    /// Takes @p changes together with @p position. @p fromStart: they are everything.
    virtual Task<> apply(QList<localdb::ShapeChange> changes, localdb::ShapePosition position,
                         bool fromStart)
        = 0;
};

} // namespace skybranch::client

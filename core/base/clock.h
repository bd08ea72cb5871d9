// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace skybranch {

/// Where rules that depend on the time of day get it, so that a test can set it.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Now, in UTC.
    virtual QDateTime now() const = 0;

    /// The computer's clock. Lives as long as the process.
    static const Clock &system();
};

} // namespace skybranch

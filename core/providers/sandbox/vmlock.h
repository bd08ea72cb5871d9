// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QString>

#include <memory>

namespace skybranch::providers {

/// One VM of a folder of sandboxes, held by one of the processes that share the folder. The kernel
/// lets go of it when the process ends, however that happens.
class VmLock
{
public:
    using Held = std::shared_ptr<const VmLock>;

    /// Unavailable where another process holds the VM for longer than @p patience.
    static Task<Held> take(QString root, QString vmId,
                           std::chrono::milliseconds patience = std::chrono::seconds(60));

    explicit VmLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~VmLock();
    VmLock(const VmLock &) = delete;
    VmLock &operator=(const VmLock &) = delete;

private:
    int m_descriptor;
};

} // namespace skybranch::providers

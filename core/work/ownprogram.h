// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::work {

/// How this program is started once more.
struct OwnProgram
{
    QString path;
    /// "0.1.0-5c6d7e8f9a0b", where it runs from a folder with a loader of its own, which was sent
    /// to a VM whose image has no guest (packaging/guest-folder); else empty.
    QString carriedName;

    bool isCarried() const { return !carriedName.isEmpty(); }
};

OwnProgram ownProgram();

} // namespace skybranch::work

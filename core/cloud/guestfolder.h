// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace skybranch::cloud {

/// The guest with a loader and libraries of its own, as packaging/guest-folder/build packs it: what
/// is sent to a VM whose image has no guest.
struct GuestFolder
{
    QString name; ///< "0.1.0-5c6d7e8f9a0b": version and content
    QString machine; ///< "x86_64", as uname -m says it
    QString archive; ///< file: .tar.xz
    QString sha256; ///< of the archive
    QString plainSha256; ///< of the tar in it
    qint64 plainSize = 0; ///< of that, in bytes

    /// Errors: NotFound (nothing is there), InvalidArgument.
    static Result<GuestFolder> read(const QString &folder);

    /// Whether @p other, a name like ours, is an older version or another content of ours.
    bool replaces(const QString &other) const;
};

} // namespace skybranch::cloud

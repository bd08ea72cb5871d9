// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace skybranch {

/// Makes @p folder, and its parents, with nobody else let in (0700). An existing folder keeps its
/// content and gets these rights.
[[nodiscard]] Result<> makePrivateFolder(const QString &folder);

/// Writes @p content to @p path at once or not at all, readable by its owner only (0600).
[[nodiscard]] Result<> writePrivateFile(const QString &path, const QByteArray &content);

/// The whole of a file of at most @p limit bytes.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 limit = 1 << 20);

/// A folder for sockets, short enough for the 107 bytes that a socket's path may have, private,
/// and the same for the same @p dataFolder: under XDG_RUNTIME_DIR, else under /tmp.
[[nodiscard]] Result<QString> socketFolder(const QString &dataFolder);

} // namespace skybranch

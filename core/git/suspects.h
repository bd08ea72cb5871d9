// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For the sources of this room only.

#include <QByteArray>
#include <QHash>
#include <QList>

#include <git2.h>

#include <array>
#include <optional>

namespace skybranch::git {

/// What the last status of a worktree has found out and the next need not find out again. It holds
/// for one state of the index.
struct StatusMemory
{
    /// A folder's identity and times.
    using FolderMark = std::array<qint64, 4>;

    git_oid index{}; ///< its checksum; zero: there is none, nothing is remembered
    git_oid cleanHead{}; ///< the tree from which the index does not differ
    QHash<QByteArray, FolderMark> knownFolders; ///< in which the index knows every name
};

/// Every path below @p folder, a worktree, that may differ from @p index: files that do not look
/// as the index remembers them, and what the index does not know (a folder of such is one path).
/// What is not among them has not changed; what is among them is to be judged, the rules for what
/// is ignored too. It takes a third of the time of a judgement of all. Nothing when they are so
/// many that all may be judged as well.
/// Reads the index again where it has changed, and then forgets the @p memory.
std::optional<QList<QByteArray>> findSuspects(git_index *index, const QByteArray &folder,
                                              StatusMemory &memory);

} // namespace skybranch::git

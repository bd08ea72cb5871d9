// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::ui {

/// Where a terminal's files are on this computer.
struct TerminalFiles
{
    QString worktree; ///< empty: there is none here
    bool cloud = true; ///< its programs run in a VM, which has the same files in another place
};

/// The file of this computer that @p path means, as a program in @p folder names it; empty: none.
/// For a VM: the file at the same place in the worktree, never one outside of it.
QString localFile(const QString &path, const QString &folder, const TerminalFiles &files);

} // namespace skybranch::ui

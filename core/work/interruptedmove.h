// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/program.h"

namespace skybranch::work {

// Git moves files, index and branch one after another. A VM that is cut off between them would
// keep the new files on the old commit for ever, as if somebody had changed them.

/// Notes in @p home that the worktree, which has no changes, is about to leave commit @p head.
Result<> noteMove(const QString &home, const QString &head);
void forgetMove(const QString &home);

/// Undoes a noted move that did not come to its end. Files that are neither as they were nor as
/// they are upstream, as last fetched, are kept as a stash.
Task<> undoMove(git::GitCall call, QString home);

} // namespace skybranch::work

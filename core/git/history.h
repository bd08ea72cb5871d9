// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For the sources of this room only.

#include "git/handles.h"
#include "git/types.h"

namespace skybranch::git {

git_oid idOf(const QString &hex);
Commit commitOf(git_commit *commit);

} // namespace skybranch::git

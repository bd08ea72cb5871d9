// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skybranch::work {

class TerminalFolder;

/// Answers one watcher as the holder of a terminal that has ended would: it gets the output that is
/// kept, and how it ended. Reads its Attach from @p in, writes frames to @p out, both blocking.
/// Gives an exit code.
int playSaved(const TerminalFolder &folder, int in, int out);

} // namespace skybranch::work

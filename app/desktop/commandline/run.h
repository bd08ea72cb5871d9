// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skybranch::commandline {

/// True where the arguments are for the command line and not for the window.
bool isForCommandLine(int argc, char **argv);

/// Runs the program's command line to its end; returns the exit code. It needs no display.
int run(int argc, char **argv);

} // namespace skybranch::commandline

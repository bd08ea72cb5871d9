// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "git/progress.h"

namespace skybranch::git {

/// Which git, in which environment: its GIT_SSH_COMMAND, HOME and so on are the user's.
struct GitProgram
{
    QString program = QStringLiteral("git");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
};

/// How one git command is run, and who is told.
struct GitCall
{
    QString folder; ///< a worktree; for a clone, an existing folder
    GitProgram program;
    std::function<void(const Progress &)> onProgress; ///< in the caller's thread
    StopToken stop;
    std::chrono::milliseconds timeout = std::chrono::minutes(30);
};

/// Runs the user's own git, so that credential helpers, ssh configuration, hooks and LFS do what
/// they do in a terminal. It can not ask: whatever would prompt fails instead, with
/// AuthenticationFailed or HostKeyMismatch. Gives what git printed.
/// Errors: those of runProcess(), and of explain() where git exits with another code than 0.
Task<QByteArray> runGit(GitCall call, QStringList arguments);

} // namespace skybranch::git

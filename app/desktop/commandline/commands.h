// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline/cloud.h"
#include "commandline/options.h"

namespace skybranch::commandline {

/// What a command has, and what it leaves for the program's end.
struct Context
{
    Options options;
    client::SessionConfig config;
    Cloud *cloud = nullptr;
    QStringList execute; ///< becomes this program in the end
    /// Ends without a look back: somebody waits for our end, or threads still work. A backend of
    /// ours ends behind us.
    bool leavesAtOnce = false;
};

// Each prints what it has to say. One Context lives until the program ends.
Task<> list(Context *context);
Task<> status(Context *context);
Task<> change(Context *context); ///< pause, resume, stop
Task<> remove(Context *context); ///< delete
Task<> create(Context *context);
Task<> enable(Context *context);
Task<> ssh(Context *context);
Task<> sshConfig(Context *context);
Task<> completion(Context *context);
Task<> login(Context *context);
Task<> logout(Context *context);

/// Whether to wait until what was asked is done: as the switch says, and always where the backend
/// ends with this command, for nobody else would do it.
bool waitsFor(const Context &context, QLatin1StringView flag, bool ifGiven);

/// What create and enable have in common: waits until the workspace runs, and tells.
Task<> followNew(Context *context, domain::Workspace made);

/// Keeps what ssh calls the workspaces, for the shell's completion.
void rememberNames(const Context &context, const QList<domain::Workspace> &all);

/// After workspaces came or went: completion and plain ssh have to know. A failure is told, and is
/// not the command's.
void tellOthers(const Context &context, const QList<domain::Workspace> &all);

/// Has the backend for commands that run at the same time, until a moment after the last of them.
/// Tells on descriptor 3 how it has begun.
Task<> keepBackend(Context *context);

/// Names for the shell's completion, without starting a backend for it.
Task<> completeNames(Context *context);

} // namespace skybranch::commandline

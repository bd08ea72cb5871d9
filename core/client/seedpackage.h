// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/program.h"
#include "wire/guestrpc.h"

#include <QThreadPool>

namespace skybranch::client {

struct SeedRequest
{
    git::GitCall call; ///< its folder is the worktree
    QString branch;
    QString url; ///< of the remote
    bool withUnpushed = false; ///< else the branch goes as the remote has it
    QString file; ///< the package is written there
    QThreadPool *pool = nullptr; ///< for reads; outlives the task
};

/// Writes what `skybranch-guest seed` reads into SeedRequest::file: a header line, and a bundle
/// with the branch and what of it the remote has, in its branch and in its default one. The user's
/// repository is only read. Errors: those of git, Conflict where the remote has nothing that could
/// be sent.
Task<> packSeed(SeedRequest request);

} // namespace skybranch::client

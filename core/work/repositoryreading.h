// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/divergence.h"
#include "git/repository.h"
#include "wire/guestrpc.h"

namespace skybranch::work {

// What is said of a repository. They block: readRepository() runs them on a worker thread.

/// Without what only its owner knows: the last look at the remote, and what is under way.
Result<wire::RepositoryStatus> readStatusOf(const git::Repository &repository);

/// Changes whenever somebody has spoken with the remote: a fetch writes FETCH_HEAD, also one that
/// fails, and a push moves what is known of the remote's branches.
Result<QByteArray> remoteMark(const git::Repository &repository);

/// The current branch of @p repository against its upstream, as last fetched.
/// Errors: Conflict while detached, NotFound without an upstream.
Result<domain::Divergence> readDivergence(const git::Repository &repository);

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For the sources of this room only: libgit2's headers are seen nowhere else.

#include "base/result.h"

#include <git2.h>

#include <memory>

namespace skybranch::git {

template <auto release> struct Releaser
{
    template <typename T> void operator()(T *handle) const { release(handle); }
};

template <typename T, auto release> using Handle = std::unique_ptr<T, Releaser<release>>;

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using CommitHandle = Handle<git_commit, git_commit_free>;
using RevwalkHandle = Handle<git_revwalk, git_revwalk_free>;
using RemoteHandle = Handle<git_remote, git_remote_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using StatusListHandle = Handle<git_status_list, git_status_list_free>;
using BranchIteratorHandle = Handle<git_branch_iterator, git_branch_iterator_free>;
using BufferGuard = Handle<git_buf, git_buf_dispose>;
using StringsGuard = Handle<git_strarray, git_strarray_dispose>;

/// Starts libgit2 before its first use, and ends it with the process.
void ensureLibrary();

/// What libgit2 says of the call in this thread that has just failed with @p code.
QString libraryDetail(int code);

/// A failed read. Not found and owner mismatch keep their kind, the rest is ErrorCode::Internal.
std::unexpected<Error> readFailure(int code, const QString &message);

QString toString(const git_oid &id);

} // namespace skybranch::git

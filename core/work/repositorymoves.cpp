// SPDX-License-Identifier: GPL-3.0-or-later
// How a repository in a VM is moved forward to what its remote has.
#include "git/changes.h"
#include "git/explain.h"
#include "work/interruptedmove.h"
#include "work/repositoryowner.h"

#include <algorithm>

namespace skybranch::work {
namespace {

using wire::RepositoryStatus;

bool isTrouble(ErrorCode code)
{
    return code == ErrorCode::AuthenticationFailed || code == ErrorCode::HostKeyMismatch
        || code == ErrorCode::Unavailable || code == ErrorCode::Timeout;
}

bool hasTrackedChanges(const RepositoryStatus &status)
{
    const auto isTracked = [](const QString &file) { return !file.startsWith(u'?'); };
    // More than are listed may hold anything.
    return status.changed > status.files.size() || std::ranges::any_of(status.files, isTracked);
}

} // namespace

Task<> RepositoryOwner::pullNow(Self self)
{
    if (auto present = self->mustBePresent(); !present)
        co_return present;
    if (auto undone = co_await undoMove(self->call(), self->home()); !undone)
        co_return undone;
    const auto status = co_await readStatus(self);
    if (!status)
        co_return failure(status);
    const auto pulled = co_await move(self, *status, git::pullFastForward);
    if (pulled || isTrouble(pulled.error().code))
        self->noteFetch(pulled ? Result<>() : failure(pulled));
    co_return pulled;
}

/// Undone by the next one where it is cut off.
Task<> RepositoryOwner::move(Self self, RepositoryStatus before,
                             Task<git::PullOutcome> (*how)(git::GitCall))
{
    const QString home = self->home();
    // With changes of somebody in it, nobody can tell them from half a move.
    if (!hasTrackedChanges(before)) {
        if (auto noted = noteMove(home, before.head); !noted)
            co_return noted;
    }
    self->m_isMoving = true;
    const auto moved = co_await how(self->call());
    self->m_isMoving = false;
    if (moved || !git::wasCutOff(moved.error()))
        forgetMove(home);
    co_return moved.transform([](const auto &) { });
}

/// Looks at the remote, and moves forward what has nothing of its own.
Task<> RepositoryOwner::followNow(Self self)
{
    if (auto undone = co_await undoMove(self->call(), self->home()); !undone)
        co_return undone;
    if (const auto fetched = co_await fetchNow(self); !fetched)
        co_return fetched;
    const auto status = co_await readStatus(self);
    if (!status)
        co_return failure(status);
    // Git itself leaves files alone that it does not track.
    if (hasTrackedChanges(*status) || status->ahead > 0 || status->behind == 0)
        co_return Result<>();
    co_return co_await move(self, *status, git::fastForward);
}

} // namespace skybranch::work

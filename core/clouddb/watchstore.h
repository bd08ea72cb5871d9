// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/vm.h"
#include "domain/workspace.h"

#include <chrono>

namespace skybranch::clouddb {

/// In the payload of a pause that the watch asks for: the guest's activity when it decided. Without
/// it somebody wants the pause, whatever goes on.
inline constexpr QLatin1StringView seenPayload("seen");

/// A workspace whose turn to be looked at it is.
struct WatchedWorkspace
{
    domain::Workspace workspace;
    domain::Vm vm;
    /// Since it was looked at before, as far as somebody was watching: a gap, or a clock that has
    /// jumped, counts little.
    std::chrono::seconds elapsed{0};
    QDateTime watchedBefore; ///< invalid at the first time
};

/// The notes of the idle watch, of all organisations. Quiet time is added up from look to look, so
/// no jump of a clock makes it longer. Several backends share the work: whoever claims, looks.
class WatchStore
{
public:
    explicit WatchStore(Transaction &transaction);

    /// Those of this status with nothing pending that nobody has looked at for @p interval, the
    /// longest ago first. They count as looked at from now on.
    [[nodiscard]] Result<QList<WatchedWorkspace>>
    claim(domain::WorkspaceStatus status, std::chrono::milliseconds interval, int limit);

    /// It runs, and something goes on in it: it is kept awake by @p reason. lastActiveAt moves at
    /// most once a minute.
    [[nodiscard]] Result<> noteActive(const domain::Workspace &workspace, const QString &reason);

    /// It runs, and nothing went on since it was looked at before. Gives whether that makes
    /// its autoStopMinutes. lastActiveAt is mended where clocks have jumped.
    [[nodiscard]] Result<bool> noteQuiet(const WatchedWorkspace &watched);

    /// It runs, and its VM has not answered. Gives whether that makes its autoStopMinutes without
    /// an answer. After some minutes @p message stays on it until the VM answers.
    [[nodiscard]] Result<bool> noteUnanswered(const WatchedWorkspace &watched,
                                              const QString &message);

    /// Its VM has answered, or is paused because it has not: @p message goes.
    [[nodiscard]] Result<> forgetUnanswered(const domain::Workspace &workspace,
                                            const QString &message);

    /// When somebody who has a workspace of @p vm open was there last; invalid where nobody is.
    [[nodiscard]] Result<QDateTime> lastPresence(const domain::Vm &vm);

    /// It is paused still. Gives whether that makes @p limit.
    [[nodiscard]] Result<bool> notePaused(const WatchedWorkspace &watched,
                                          std::chrono::seconds limit);

    /// Whether somebody wants it awake now.
    [[nodiscard]] Result<bool> isKeptAwake(const domain::Workspace &workspace);

    /// Whether a pause of it is under way that only the watch has asked for.
    [[nodiscard]] Result<bool> isPausedForIdleOnly(const domain::Workspace &workspace);

    /// Whether somebody wants it paused: a job for that is waiting.
    [[nodiscard]] Result<bool> isPauseWanted(const domain::Workspace &workspace);

private:
    [[nodiscard]] Result<bool> ask(const QString &sql, const domain::Workspace &workspace);
    [[nodiscard]] Result<bool> note(const QString &sql, const QVariantList &bindings);

    Transaction &m_transaction;
};

} // namespace skybranch::clouddb

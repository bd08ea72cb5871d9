// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/transaction.h"
#include "domain/vm.h"
#include "domain/workspace.h"

#include <chrono>

namespace skybranch::clouddb {

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

    /// It is paused still. Gives whether that makes @p limit.
    [[nodiscard]] Result<bool> notePaused(const WatchedWorkspace &watched,
                                          std::chrono::seconds limit);

private:
    [[nodiscard]] Result<bool> note(const QString &sql, const QVariantList &bindings);

    Transaction &m_transaction;
};

} // namespace skybranch::clouddb

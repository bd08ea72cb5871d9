// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/views.h"

namespace skybranch::ui {

/// A span in its largest unit: "8 s", "5 min", "2 h", "3 d". Negative counts as 0.
QString spanWords(qint64 seconds);

/// The span from @p from to @p now; empty when @p from is not known.
QString sinceWords(const QDateTime &from, const QDateTime &now);

/// So short a time ago that seconds would only flicker.
bool isJustNow(const QDateTime &from, const QDateTime &now);

/// "14:02" in local time, or the date when that is another day.
QString timeWords(const QDateTime &time, const QDateTime &now);

/// What a branch is called: its name, or where a detached HEAD stands.
QString branchWords(const client::WorktreeInfo &info);

/// "GitHub", or "the remote" where it has no name.
QString remoteWords(const client::WorktreeInfo &info);

/// @p words of a stranger for one line: without control characters, and at most @p most long.
QString cleanWords(const QString &words, qsizetype most);

/// "Push": what failed or goes on, as a verb.
QString operationWords(client::Operation operation);

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/workspace.h"

namespace skybranch::ui {

/// How long it takes until a running workspace that is left alone is paused.
qint64 secondsToPause(const domain::Workspace &cloud, const QDateTime &now);

/// "kept awake until 18:42", "awake: claude is working", "pauses in 12 min"; empty where somebody
/// has just been at work in it.
QString awakeReason(const domain::Workspace &cloud, const QDateTime &now);

/// The same as sentences: what keeps it awake, and when it is paused. Empty where it does not run.
QString awakeSentences(const domain::Workspace &cloud, const QDateTime &now);

} // namespace skybranch::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QLoggingCategory>

namespace skybranch {

/// Sends every Qt message to stderr as "time level category: text", one line each. Call once in
/// main(). What the text may hold: ids, states, sentences; never a key, a token or a terminal byte.
void installLog();

/// "message (detail)", for a log line. The only place where a detail may go.
QString describe(const Error &error);

} // namespace skybranch

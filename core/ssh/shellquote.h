// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

namespace skybranch::ssh {

/// One command line for the POSIX shell that a server hands a command to, such that the program
/// (the first word) gets exactly these words. ErrorCode::InvalidArgument for no words, and for a
/// NUL, which no argument can hold.
Result<QByteArray> shellCommand(const QStringList &words);

} // namespace skybranch::ssh

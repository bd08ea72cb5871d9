// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"

namespace skybranch::git {

/// @p text without the user names and passwords of the URLs in it.
QString redact(const QString &text);

/// What a program has printed, for reading: without its progress, terminal escapes and other
/// control characters.
QString readable(const QString &text);

/// True where @p url carries a password, which then must not become an argument of a program.
bool hasPassword(const QString &url);

/// What it means that "git @p command" has ended with @p output, and what to do next. Hooks and
/// the remote are quoted: their last lines, cleaned. Nothing of it holds a password of a URL.
/// Codes: AuthenticationFailed, HostKeyMismatch, NotFound, Unavailable, Conflict, Forbidden,
/// LimitReached, InvalidArgument, Internal.
Error explain(const QString &command, const ProcessOutput &output);

/// Whether git did not come to an end of its own: one that does has either touched nothing or left
/// something open.
bool wasCutOff(const Error &why);

} // namespace skybranch::git

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

class QSqlError;

namespace skybranch::clouddb {

/// Our error for one of a statement. The driver's own words are only in its detail.
Error statementError(const QSqlError &error, bool connected);

/// Our error for a connection that did not come about.
Error connectionError(const QSqlError &error);

/// Whether the same transaction may well succeed when it is run again.
bool isTransient(const QSqlError &error);

/// The server has gone without a word, which the driver does not always notice by itself.
bool isLostConnection(const QSqlError &error);

/// A prepared statement does not fit any more, because a table was changed since.
bool isOutdatedPlan(const QSqlError &error);

} // namespace skybranch::clouddb

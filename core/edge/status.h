// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/http.h"

namespace skybranch::edge {

/// The one place where an ErrorCode becomes an HTTP status.
int httpStatus(ErrorCode code);

/// The same, and the failure goes to the log where somebody has to look.
int reportedStatus(const Error &error);

/// The response to a failure. Its detail goes to the log, never to the client.
HttpResponse errorResponse(const Error &error);

} // namespace skybranch::edge

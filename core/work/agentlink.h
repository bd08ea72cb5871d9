// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::work {

/// Where the shells of @p home find an ssh agent over all connections, while one of them carries
/// it.
QString agentLink(const QString &home);

/// Makes agentLink() lead to the agent of this process's own connection, where it has one.
void linkAgent(const QString &home);

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace skybranch::cloud {

/// Lines of a known_hosts file for the SSH remote @p url, where its host has published its keys.
/// Empty for any other: a VM then learns them from its desktop, and trusts nobody before.
QStringList publishedHostKeys(const QString &url);

} // namespace skybranch::cloud

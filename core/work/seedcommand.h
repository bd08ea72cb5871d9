// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skybranch::work {

/// `skybranch-guest seed`: takes a header line and a bundle from stdin, has the daemon make the
/// repository of them, and prints one line of JSON (wire::SeedReply). Needs a QCoreApplication,
/// whose event loop it runs. Gives the exit code: 0, or 1 where the reply says why not.
int runSeed(const QString &socketPath);

/// What it receives into the home folder is called so until it is done.
QString seedFilePattern();

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

namespace skybranch::work {

/// Starts @p program with @p words (its name first) such that nothing of this process holds on to
/// it: in a session of its own, with @p log as its stderr, and with no descriptor but @p passed,
/// which it gets as 3. That it can not be started shows in @p passed being closed.
void startDetached(const QByteArray &program, QByteArrayList words, const QByteArray &log,
                   int passed = -1);

} // namespace skybranch::work

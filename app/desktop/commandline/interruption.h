// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace skybranch::commandline {

/// Ctrl-C (and SIGTERM) asks what runs to end in order; a second one ends the program at once.
/// One a process.
class Interruption : public QObject
{
public:
    Interruption();

    StopToken token() const { return m_stop.get_token(); }

private:
    StopSource m_stop;
    std::unique_ptr<QSocketNotifier> m_signals;
};

} // namespace skybranch::commandline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

#include <chrono>

namespace skybranch::bench {

struct LoadPlan
{
    quint16 port = 0;
    QList<QByteArray> requests; ///< for each connection the one that it sends again and again
    std::chrono::milliseconds warmUp{500}; ///< whose answers are not counted
    std::chrono::milliseconds time{2000};
};

struct LoadOutcome
{
    double perSecond = 0;
    double requests = 0; ///< also those of the warm-up
    QList<double> latenciesMs; ///< from the request's first byte to the answer's last
};

/// Asks a server of this computer over connections that stay open, each the next as soon as it has
/// its answer. Errors: an answer that is no success, a lost connection, 10 s without an answer.
Result<LoadOutcome> load(const LoadPlan &plan);

} // namespace skybranch::bench

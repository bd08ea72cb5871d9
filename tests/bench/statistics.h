// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>
#include <cmath>

namespace skybranch::bench {

/// The value below which @p share (0 to 1) of @p values lie; by nearest rank. 0 for no values.
inline double quantile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    const auto rank = qsizetype(std::ceil(share * double(values.size())));
    return values.at(std::clamp<qsizetype>(rank - 1, 0, values.size() - 1));
}

inline double median(const QList<double> &values)
{
    return quantile(values, 0.5);
}

} // namespace skybranch::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace skybranch::work {

/// Of @p sequences, which are nothing but "CSI ... m" with plain parameters, those that the later
/// ones do not undo: all of them together set the same colours and styles.
QByteArray compactPen(QByteArrayView sequences);

} // namespace skybranch::work

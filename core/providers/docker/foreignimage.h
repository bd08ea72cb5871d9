// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "providers/docker/tar.h"

#include <QJsonObject>

namespace skybranch::providers {

/// Whether packaging/vm-image/build made the image of this inspection.
bool isOwnImage(const QJsonObject &inspected);

/// What a foreign image lacks to be a VM: user dev with a home and /workspace. @p users and
/// @p groups are its /etc/passwd and /etc/group; they may be anything.
QList<TarFile> foreignImageFiles(const QByteArray &users, const QByteArray &groups, bool hasBash);

} // namespace skybranch::providers

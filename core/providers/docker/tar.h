// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace skybranch::providers {

/// A file of root's for a container. Its path is relative, at most 99 bytes.
struct TarFile
{
    QByteArray path;
    QByteArray content;
    int mode = 0644;
    int group = 0;
};

/// The files as a tar archive (ustar).
QByteArray tarOf(const QList<TarFile> &files);

} // namespace skybranch::providers

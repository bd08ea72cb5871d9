// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace skybranch::providers {

/// A file for a container. Its path is relative, at most 99 bytes; one that ends in '/' is a
/// folder.
struct TarFile
{
    QByteArray path;
    QByteArray content;
    int mode = 0644;
    int user = 0;
    int group = 0;
};

/// The files as a tar archive (ustar).
QByteArray tarOf(const QList<TarFile> &files);

/// What the first ordinary file of an archive holds; empty where there is none. It may be anything.
QByteArray firstFileIn(const QByteArray &archive);

} // namespace skybranch::providers

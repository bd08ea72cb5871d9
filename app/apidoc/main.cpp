// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/operation.h"

#include <QFile>

#include <cstdio>

/// skybranch-apidoc FILE: writes the types of the API for clients in TypeScript. Nothing is called,
/// so there are no services.
int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fputs("Name the file to write: skybranch-apidoc FILE\n", stderr);
        return 2;
    }
    QFile file(QFile::decodeName(argv[1]));
    const QByteArray types
        = skybranch::edge::routerTypes(skybranch::edge::operations(skybranch::edge::Services{}));
    if (file.open(QIODevice::WriteOnly) && file.write(types) == types.size() && file.flush())
        return 0;
    std::fprintf(stderr, "%s can not be written: %s\n", argv[1], qPrintable(file.errorString()));
    return 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace skybranch::test {

/// Makes what a sandbox runs first whose image has never heard of us, in the place of our guest.
inline bool writeForeignInit(const QString &path)
{
    const QByteArray script = R"(#!/bin/bash
[ "$1" = init ] || exit 127
read -r -n 1 -u "$3" || [ -n "$REPLY" ] || exit 1
shift 4
exec "$@"
)";
    QFile init(path);
    return init.open(QIODevice::WriteOnly) && init.write(script) == script.size()
        && init.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                               | QFile::ReadOther | QFile::ExeOther);
}

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/ownprogram.h"

#include <QFileInfo>

namespace skybranch::work {

OwnProgram ownProgram()
{
    const QString self = QStringLiteral("/proc/self/exe");
    // The kernel has started the loader: .../NAME/lib/ld-linux-x86-64.so.2
    const QFileInfo loader(QFileInfo(self).symLinkTarget());
    const QString folder = QFileInfo(loader.path()).path();
    const QString launcher = folder + QStringLiteral("/bin/skybranch-guest");
    if (loader.fileName().startsWith(QLatin1StringView("ld-")) && QFileInfo(launcher).isFile())
        return {launcher, QFileInfo(folder).fileName()};
    return {self, {}};
}

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/agentlink.h"

#include "base/paths.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <unistd.h>

namespace skybranch::work {

QString agentLink(const QString &home)
{
    return home + QStringLiteral("/.local/state/skybranch/agent.sock");
}

void linkAgent(const QString &home)
{
    const QString link = agentLink(home);
    const QString agent = qEnvironmentVariable("SSH_AUTH_SOCK");
    if (agent.isEmpty() || agent == link || !makePrivateFolder(QFileInfo(link).absolutePath()))
        return;
    const QByteArray name = QFile::encodeName(link);
    const QByteArray fresh = name + '.' + QByteArray::number(::getpid());
    if (::symlink(QFile::encodeName(agent).constData(), fresh.constData()) == 0)
        ::rename(fresh.constData(), name.constData());
}

} // namespace skybranch::work

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deeds.h"

namespace skybranch::soak {

/// What must be true once everything runs again. Each gives what is wrong, nothing where all is
/// well, and waits a bounded time for it to become so.
class Checks
{
public:
    Checks(World &world, Deeds &deeds)
        : m_world(world)
        , m_deeds(deeds)
    {
    }

    /// All of the following, and that a workspace in error can be retried or deleted.
    QStringList afterRound();

    /// Deletes everything: no VM and no process may be left.
    QStringList atTheEnd();

private:
    QString settle();
    QString mendErrors();
    bool mend(const QJsonValue &workspace);
    QString providerAgrees();
    QString mirrorsAgree();
    QString operationsEnd();
    QString commitsAreThere();
    bool isRunning(const QString &workspaceId);
    QString terminalsWork();
    QString compare(const QJsonArray &rows, const QHash<QString, bool> &vms);

    World &m_world;
    Deeds &m_deeds;
};

} // namespace skybranch::soak

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replicas.h"

namespace skybranch::soak {

/// What must be true once all backends run again and nobody asks for anything: database, provider,
/// every backend and every user's mirror say the same, and nothing is left to do. Each gives what
/// is wrong, nothing where all is well, and waits a bounded time for it to become so.
class ReplicaChecks
{
public:
    explicit ReplicaChecks(Replicas &world)
        : m_world(world)
    {
    }

    QString afterRound();

    /// Deletes everything: no row, no VM and no process may be left.
    QString atTheEnd();

    /// The sentences of workspaces that had failed, since they were taken last.
    QStringList takeErrors() { return std::exchange(m_errors, {}); }

    /// What the last round was waited for.
    const QStringList &times() const { return m_times; }

private:
    QString allRun();
    QString answersEnd();
    QString nothingIsLeftToDo();
    QString errorsAreMended();
    QString providerAgrees();
    QString everybodyAgrees();
    QString compareWithProvider(const QJsonArray &rows);
    QString compareMirrors(const QJsonArray &rows);
    std::optional<QJsonArray> rowsOf(int backend);
    static bool request(test::HttpClient http, const QString &id, const QString &action);

    Replicas &m_world;
    QStringList m_errors;
    QStringList m_times;
};

} // namespace skybranch::soak

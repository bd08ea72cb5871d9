// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <random>

namespace skybranch::soak {

/// A commit that must not be lost.
struct KeptCommit
{
    QString commit;
    QString vmId; ///< where it was made; empty for this computer
    QString folder; ///< the worktree, for a commit on this computer
};

/// What users and misfortune do, drawn from one seed. Nothing here has to succeed.
class Deeds
{
public:
    Deeds(World &world, quint32 seed)
        : m_world(world)
        , m_random(seed)
    {
    }

    void doSomething();
    void killSomething();
    void waitAMoment();

    int draw(int below) { return int(m_random() % unsigned(below)); }

    /// What was done in this round, in words. The next begins.
    QStringList takeStory();
    const QList<KeptCommit> &kept() const { return m_kept; }

    /// The commit with which a branch was last sent to a VM.
    QString sentHead(const QString &branch) const { return m_sent.value(branch); }

private:
    QString pickWorktree(int desktop, bool withCloud);
    QJsonObject pickWorkspace(const QString &status);
    void enable();
    void steer();
    void commitInVm();
    void commitHere();
    void sync();
    void killDesktop();
    void cutNetwork();
    void killInVm();
    void killInPostgres();
    void harmProvider();

    World &m_world;
    std::mt19937 m_random;
    QStringList m_story;
    QList<KeptCommit> m_kept;
    QHash<QString, QString> m_sent;
    QSet<QString> m_enabled; ///< branches, in this round
    int m_commits = 0;
};

} // namespace skybranch::soak

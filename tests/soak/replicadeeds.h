// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replicas.h"

#include <QDeadlineTimer>

#include <random>

namespace skybranch::soak {

/// What users ask for and what befalls backends, drawn from one seed. Nothing here has to succeed.
class ReplicaDeeds
{
public:
    ReplicaDeeds(Replicas &world, quint32 seed)
        : m_world(world)
        , m_random(seed)
    {
    }

    /// One round of deeds and misfortunes.
    void run();

    /// What was done in this round, in words. The next begins.
    QStringList takeStory() { return std::exchange(m_story, {}); }

private:
    int draw(int below) { return int(m_random() % unsigned(below)); }
    void ask();
    void harm();
    void restart();
    void freeze(int index);
    void killConnection();
    void recover();

    Replicas &m_world;
    std::mt19937 m_random;
    QStringList m_story;
    std::array<QDeadlineTimer, Replicas::count> m_frozen;
    QDeadlineTimer m_cut;
    int m_created = 0; ///< in this round
};

} // namespace skybranch::soak

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world.h"

#include <random>

namespace skybranch::soak {

/// One terminal with a stream both ways (stream.h), which all that a terminal has to survive
/// strikes at random moments.
class Terminals
{
public:
    Terminals(World &world, quint32 seed);

    /// A workspace, and a stream in a terminal of it. Says what is wrong, as the others do.
    QString begin();

    /// One cut, mended again, and the stream goes on from where it was.
    QString round();

    /// The stream comes to its end.
    QString end();

    QStringList takeStory() { return std::exchange(m_story, {}); }

private:
    int draw(int below) { return int(m_random() % unsigned(below)); }
    Desktop &desktop() { return m_world.desktop(0); }
    QJsonObject report();
    QString startStream(const QString &terminal);
    QString strike();
    void cutNetwork();
    void sleepDesktop();
    void killInVm(const QString &what);
    QString pauseAndResume();
    QString steer(const QString &event, const QString &status);
    QString waitFor(qint64 line);

    World &m_world;
    std::mt19937 m_random;
    QStringList m_story;
    QString m_row;
    QString m_terminal;
};

} // namespace skybranch::soak

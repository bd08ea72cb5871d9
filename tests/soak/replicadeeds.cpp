// SPDX-License-Identifier: GPL-3.0-or-later
#include "replicadeeds.h"

#include "processes.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

using domain::WorkspaceEvent;

constexpr int mostWorkspaces = 7;
constexpr int longerThanALease = 18'000;

} // namespace

void ReplicaDeeds::run()
{
    const int steps = 10 + draw(8);
    m_created = 0;
    for (int i = 0; i < steps; ++i) {
        recover();
        if (i > 1 && draw(5) < 2)
            harm();
        else
            ask();
        QTest::qWait(draw(3) == 0 ? draw(1200) : draw(250));
    }
    for (int i = 0; i < Replicas::users; ++i)
        m_world.user(i).wake();
}

void ReplicaDeeds::ask()
{
    // Twice each that leads on.
    static constexpr std::array events{
        WorkspaceEvent::Pause,  WorkspaceEvent::Pause,  WorkspaceEvent::Resume,
        WorkspaceEvent::Resume, WorkspaceEvent::Stop,   WorkspaceEvent::Delete,
        WorkspaceEvent::Delete, WorkspaceEvent::Cancel, WorkspaceEvent::Retry};
    User &user = m_world.user(draw(Replicas::users));
    const QStringList known = user.rows().keys();
    const int what = draw(10);
    if (what == 0) {
        m_story << u"sleep"_s;
        return user.sleep();
    }
    if (what == 1)
        return user.wake();
    // Mirrors may not know yet what was asked for a moment ago.
    const bool isRoom = known.size() + m_created < mostWorkspaces;
    if (isRoom && (known.isEmpty() || what < 5)) {
        ++m_created;
        m_story << u"create"_s;
        return user.create(m_world.remote());
    }
    if (known.isEmpty())
        return;
    const WorkspaceEvent event = events[size_t(draw(int(events.size())))];
    m_story << domain::name(event);
    user.request(WorkspaceId::fromString(known[draw(int(known.size()))]), event);
}

void ReplicaDeeds::harm()
{
    const int index = draw(Replicas::count);
    const int what = draw(10);
    if (!m_world.isRunning(index) || what == 9)
        return restart();
    switch (what) {
    case 4:
        m_story << u"END %1"_s.arg(index);
        return m_world.end(index);
    case 5:
        return freeze(index);
    case 6:
        m_story << u"CUT the database"_s;
        m_world.database().network()->setCut(true);
        return m_cut.setRemainingTime(draw(2500));
    case 7:
        return killConnection();
    default:
        m_story << u"KILL %1"_s.arg(index);
        return m_world.kill(index);
    }
}

void ReplicaDeeds::restart()
{
    for (int i = 0; i < Replicas::count; ++i) {
        if (!m_world.isRunning(i) && m_world.startBackend(i))
            m_story << u"START %1"_s.arg(i);
    }
}

void ReplicaDeeds::freeze(int index)
{
    const int time = draw(3) == 0 ? longerThanALease : draw(3000);
    m_story << u"FREEZE %1 for %2 ms"_s.arg(index).arg(time);
    m_world.signal(index, SIGSTOP);
    m_frozen[size_t(index)].setRemainingTime(time);
    // Somebody else goes on with what it had, before it comes back.
    if (time == longerThanALease)
        QTest::qWait(time - draw(500));
}

/// The server ends all others then and recovers.
void ReplicaDeeds::killConnection()
{
    const auto server = m_world.database().server();
    const QList<qint64> children = server ? descendants(server->pid) : QList<qint64>();
    if (children.isEmpty())
        return;
    m_story << u"KILL a connection to Postgres"_s;
    ::kill(pid_t(children[draw(int(children.size()))]), SIGKILL);
}

void ReplicaDeeds::recover()
{
    if (m_cut.hasExpired())
        m_world.database().network()->setCut(false);
    for (int i = 0; i < Replicas::count; ++i) {
        if (m_frozen[size_t(i)].hasExpired())
            m_world.signal(i, SIGCONT);
    }
}

} // namespace skybranch::soak

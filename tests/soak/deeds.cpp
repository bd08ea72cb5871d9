// SPDX-License-Identifier: GPL-3.0-or-later
#include "deeds.h"

#include "processes.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace skybranch::soak {

using test::ScratchRepository;

namespace {

QStringList sorted(const QHash<QString, bool> &vms)
{
    QStringList ids = vms.keys();
    ids.sort();
    return ids;
}

} // namespace

QStringList Deeds::takeStory()
{
    m_enabled.clear();
    return std::exchange(m_story, {});
}

void Deeds::waitAMoment()
{
    // In the midst of the last deed as often as after it.
    QTest::qWait(draw(2) == 0 ? draw(150) : draw(1200));
}

void Deeds::doSomething()
{
    switch (draw(8)) {
    case 0:
    case 1:
    case 2:
        return enable();
    case 3:
    case 4:
        return steer();
    case 5:
        return commitInVm();
    case 6:
        return commitHere();
    default:
        return sync();
    }
}

QString Deeds::pickWorktree(int desktop, bool withCloud)
{
    QStringList found;
    for (const QJsonValue &row : m_world.desktop(desktop).rows()) {
        const QString id = row[u"id"_s].toString();
        if (!id.startsWith(u"cloud:") && row[u"cloud"_s].isObject() == withCloud)
            found << id;
    }
    return found.isEmpty() ? QString() : found[draw(int(found.size()))];
}

QJsonObject Deeds::pickWorkspace(const QString &status)
{
    QList<QJsonObject> found;
    for (const QJsonValue &workspace : m_world.workspaces().value_or(QJsonArray())) {
        if (status.isEmpty() || workspace[u"status"_s].toString() == status)
            found << workspace.toObject();
    }
    return found.isEmpty() ? QJsonObject() : found[draw(int(found.size()))];
}

void Deeds::enable()
{
    const int desktop = draw(World::desktopCount);
    const bool unpushed = draw(2) == 0;
    const QString worktree = pickWorktree(desktop, false);
    // Without the backend nothing is enabled, and a desktop that was cut off may not know of a
    // workspace yet: what that holds is older.
    const auto known = m_world.workspaces();
    if (worktree.isEmpty() || !known)
        return;
    const ScratchRepository repository(worktree);
    const QString branch = repository.git({u"branch"_s, u"--show-current"_s});
    if (std::ranges::any_of(*known, [&](const QJsonValue &workspace) {
            return workspace[u"branch"_s].toString() == branch;
        }))
        return;
    // One that was asked for a moment ago may not be known yet: then this one comes to nothing.
    const bool isFirst = !m_enabled.contains(branch);
    m_enabled.insert(branch);
    m_sent.remove(branch);
    if (unpushed) {
        const QString commit
            = repository.commit(u"file%1"_s.arg(++m_commits), "x\n", u"Before enabling"_s);
        m_kept.append({.commit = commit, .folder = worktree});
        if (isFirst)
            m_sent.insert(branch, commit);
    }
    m_story << u"enable %1%2"_s.arg(QFileInfo(worktree).fileName(),
                                    unpushed ? u" with a new commit"_s : QString());
    m_world.desktop(desktop).ask(
        {{u"do"_s, u"enable"_s}, {u"row"_s, worktree}, {u"unpushed"_s, unpushed}});
}

void Deeds::steer()
{
    static const QStringList events{u"pause"_s,  u"resume"_s, u"stop"_s,  u"delete"_s,
                                    u"cancel"_s, u"resume"_s, u"pause"_s, u"retry"_s};
    const QString event = events[draw(int(events.size()))];
    const QString id = pickWorkspace({})[u"id"_s].toString();
    Desktop &desktop = m_world.desktop(draw(World::desktopCount));
    const QString row = id.isEmpty() ? QString() : desktop.rowOf(id);
    if (row.isEmpty())
        return;
    m_story << event;
    desktop.ask({{u"do"_s, event}, {u"row"_s, row}});
}

/// Typed in a terminal, by whichever desktop.
void Deeds::commitInVm()
{
    const QJsonObject workspace = pickWorkspace(u"running"_s);
    Desktop &desktop = m_world.desktop(draw(World::desktopCount));
    const QString row
        = workspace.isEmpty() ? QString() : desktop.rowOf(workspace[u"id"_s].toString());
    if (row.isEmpty())
        return;
    const auto answer = desktop.ask(
        {{u"do"_s, u"type"_s},
         {u"row"_s, row},
         {u"seconds"_s, 10},
         {u"text"_s,
          u"git -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m %1; "
          "echo made-$(git rev-parse HEAD)-made"_s.arg(++m_commits)},
         {u"expect"_s, u"made-[0-9a-f]{40}-made"_s}},
        15'000);
    const QString commit
        = answer.value_or(QJsonObject()).value(u"found"_s).toString().section(u'-', 1, 1);
    m_story << u"commit in the VM%1"_s.arg(commit.isEmpty() ? u" (in vain)"_s : QString());
    if (!commit.isEmpty())
        m_kept.append({.commit = commit, .vmId = workspace[u"vmId"_s].toString()});
    if (draw(2) == 0)
        desktop.ask({{u"do"_s, u"pushFromCloud"_s}, {u"row"_s, row}});
}

void Deeds::commitHere()
{
    const int desktop = draw(World::desktopCount);
    const QString worktree = pickWorktree(desktop, draw(2) == 0);
    if (worktree.isEmpty())
        return;
    const QString commit = ScratchRepository(worktree).commit(u"file%1"_s.arg(++m_commits), "y\n",
                                                              u"On this computer"_s);
    m_kept.append({.commit = commit, .folder = worktree});
    m_story << u"commit and push here"_s;
    m_world.desktop(desktop).ask({{u"do"_s, u"push"_s}, {u"row"_s, worktree}});
}

void Deeds::sync()
{
    static const QStringList ways{u"pull"_s, u"pullInCloud"_s, u"pushFromCloud"_s, u"current"_s};
    const int desktop = draw(World::desktopCount);
    const QString way = ways[draw(int(ways.size()))];
    const QString worktree = pickWorktree(desktop, true);
    if (worktree.isEmpty())
        return;
    m_story << way;
    m_world.desktop(desktop).ask({{u"do"_s, way}, {u"row"_s, worktree}});
}

void Deeds::killSomething()
{
    switch (draw(9)) {
    case 0:
        m_story << u"KILL backend"_s;
        return m_world.killBackend();
    case 1:
        m_story << u"END backend"_s;
        return m_world.endBackend();
    case 2:
        return killDesktop();
    case 3:
    case 4:
        return cutNetwork();
    case 5:
        return killInPostgres();
    case 6:
        return harmProvider();
    default:
        return killInVm();
    }
}

void Deeds::killDesktop()
{
    m_story << u"KILL desktop"_s;
    m_world.desktop(draw(World::desktopCount)).kill();
}

void Deeds::cutNetwork()
{
    const auto &networks = m_world.networks();
    const NamedNetwork chosen = networks[draw(int(networks.size()))];
    const bool isCut = draw(2) == 0;
    m_story << (isCut ? u"CUT way to "_s : u"STALL way to "_s) + chosen.name;
    if (isCut)
        chosen.network->setCut(true);
    else
        chosen.network->setStalled(true);
}

/// Its server, or one of the connections to it.
void Deeds::killInPostgres()
{
    const auto server = m_world.database().server();
    if (!server)
        return;
    const QList<qint64> children = descendants(server->pid);
    const bool whole = children.isEmpty() || draw(2) == 0;
    m_story << (whole ? u"KILL Postgres"_s : u"KILL a connection to Postgres"_s);
    ::kill(pid_t(whole ? server->pid : children[draw(int(children.size()))]), SIGKILL);
}

/// Guest, SSH server, connections, shells: any process in a VM, the first one too.
void Deeds::killInVm()
{
    const QStringList vms = sorted(m_world.machines().all().value_or(QHash<QString, bool>()));
    const qint64 init = vms.isEmpty() ? 0 : m_world.machines().process(vms[draw(int(vms.size()))]);
    if (init == 0) {
        m_story << u"KILL backend"_s;
        return m_world.killBackend();
    }
    const QList<qint64> all = QList{init} + descendants(init);
    const qint64 victim = draw(4) == 0 ? init : all[draw(int(all.size()))];
    m_story << (victim == init ? u"KILL VM"_s
                               : u"KILL in VM: "_s
                        + QString::fromUtf8(commandLine(victim)).left(40).trimmed());
    ::kill(pid_t(victim), SIGKILL);
}

void Deeds::harmProvider()
{
    const QString what = m_world.machines().harm([this](int below) { return draw(below); });
    if (what.isEmpty())
        return killInVm();
    m_story << what;
}

} // namespace skybranch::soak

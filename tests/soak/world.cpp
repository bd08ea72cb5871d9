// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

using namespace Qt::StringLiterals;

namespace skybranch::soak {

using test::ScratchRepository;

World::World(Setting setting)
    : m_setting(std::move(setting))
{
    // Made after the backend, whose folder they look into, and gone after it, which needs them.
    m_database = std::make_unique<Database>(m_setting.externalDatabase
                                                ? m_dir.filePath(u"database"_s)
                                                : m_backend.dataFolder() + u"/postgres"_s,
                                            m_setting.externalDatabase);
    m_machines = Machines::make(m_setting, m_backend.dataFolder(), m_dir.path());
    m_network.setRewriting(
        [this](const QByteArray &answer) { return m_vmNetwork.rerouted(answer); });
}

World::~World()
{
    m_desktops.clear();
    // Whoever is to remove the VMs has to reach them.
    if (const QString wrong = heal(); !wrong.isEmpty())
        qWarning("%s", qPrintable(wrong));
}

bool World::start()
{
    if (!m_git.start() || !m_gitNetwork.listen(m_setting.address) || !m_network.listen()
        || !m_database->start() || !m_machines->start())
        return false;
    m_git.allowPush();
    m_gitNetwork.setTarget(m_git.port());
    listNetworks();
    m_backendOptions = m_database->backendOptions() + m_machines->backendOptions();
    m_backendOptions << u"--host"_s << u"127.0.0.1:%1"_s.arg(m_network.port());
    if (!startBackend())
        return false;
    QFile key(m_dir.filePath(u"key"_s));
    if (!key.open(QIODevice::WriteOnly) || key.write(m_backend.key() + '\n') < 0)
        return false;
    key.close();
    key.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    for (int i = 0; i < desktopCount; ++i) {
        if (!makeDesktop(i))
            return false;
    }
    return true;
}

void World::listNetworks()
{
    m_networks = {{u"the backend"_s, &m_network},
                  {u"the VMs"_s, &m_vmNetwork},
                  {u"the git host"_s, &m_gitNetwork}};
    if (Network *network = m_database->network())
        m_networks.append({u"the database"_s, network});
    m_networks += m_machines->networks();
}

bool World::makeDesktop(int index)
{
    const QString folder = m_dir.filePath(u"desktop%1"_s.arg(index));
    QDir().mkpath(folder);
    auto desktop = std::make_unique<Desktop>(folder, u"http://127.0.0.1:%1"_s.arg(m_network.port()),
                                             m_dir.filePath(u"key"_s));
    // Not over the network that can be cut: it carries nothing while we wait here.
    ScratchRepository(folder).git({u"clone"_s, u"-q"_s, m_git.url(), desktop->clone()});
    const ScratchRepository shop(desktop->clone());
    const QString branch = u"of%1"_s.arg(index);
    shop.git({u"checkout"_s, u"-qb"_s, branch});
    shop.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, branch + u"-more"_s,
              desktop->clone() + u"-more"_s});
    shop.git({u"push"_s, u"-qu"_s, u"origin"_s, branch, branch + u"-more"_s});
    shop.git(
        {u"remote"_s, u"set-url"_s, u"origin"_s,
         u"git://%1:%2/shop.git"_s.arg(m_setting.address.toString()).arg(m_gitNetwork.port())});
    m_desktops.push_back(std::move(desktop));
    return m_desktops.back()->start();
}

bool World::startBackend()
{
    m_oldLog += m_backend.errors();
    if (!m_backend.start(m_backendOptions))
        return false;
    m_network.setTarget(quint16(m_backend.base().section(u':', -1).toInt()));
    return true;
}

QString World::heal()
{
    for (const NamedNetwork &each : std::as_const(m_networks)) {
        each.network->setStalled(false);
        each.network->setCut(false);
    }
    if (!m_machines->heal())
        return u"The provider does not start again."_s;
    if (!m_database->heal())
        return u"The database does not start again."_s;
    if (!m_backend.isRunning() && !startBackend())
        return u"The backend does not start again."_s;
    for (const auto &desktop : m_desktops) {
        if (!desktop->isRunning() && !desktop->start())
            return u"A desktop does not start again."_s;
    }
    return {};
}

std::optional<QJsonArray> World::workspaces()
{
    if (!m_backend.isRunning())
        return std::nullopt;
    const auto reply = m_backend.client().send("GET", u"/api/workspaces"_s, {}, 5000);
    if (reply.status != 200)
        return std::nullopt;
    return reply.json().value(u"workspaces"_s).toArray();
}

bool World::request(const QString &workspaceId, const QString &action)
{
    const QString path = u"/api/workspaces/"_s + workspaceId;
    test::HttpClient http = m_backend.client();
    const auto reply
        = action == u"delete"_s ? http.send("DELETE", path) : http.post(path + u'/' + action);
    return reply.status >= 200 && reply.status < 300;
}

QList<std::pair<QString, QByteArray>> World::logs()
{
    QList<std::pair<QString, QByteArray>> all{{u"backend"_s, m_oldLog + m_backend.errors()},
                                              {u"database"_s, m_database->log()}};
    for (const auto &desktop : m_desktops)
        all.append({u"desktop"_s, readFile(desktop->log(), 100 << 20).value_or(QByteArray())});
    for (const QString &vm : m_machines->all().value_or(QHash<QString, bool>()).keys())
        all.append({u"VM "_s + vm, m_machines->log(vm)});
    return all;
}

} // namespace skybranch::soak

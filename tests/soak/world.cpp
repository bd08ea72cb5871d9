// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include "support/processes.h"

using namespace Qt::StringLiterals;

namespace skybranch::soak {

using test::ScratchRepository;

World::World(QStringList backendOptions)
    : m_backendOptions(std::move(backendOptions))
{
}

World::~World()
{
    m_desktops.clear();
}

bool World::start()
{
    if (!m_git.start())
        return false;
    m_git.allowPush();
    m_backendOptions << u"--host"_s << u"127.0.0.1:%1"_s.arg(m_network.serverPort());
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

bool World::makeDesktop(int index)
{
    const QString folder = m_dir.filePath(u"desktop%1"_s.arg(index));
    QDir().mkpath(folder);
    auto desktop = std::make_unique<Desktop>(
        folder, u"http://127.0.0.1:%1"_s.arg(m_network.serverPort()), m_dir.filePath(u"key"_s));
    ScratchRepository(folder).git({u"clone"_s, u"-q"_s, m_git.url(), desktop->clone()});
    const ScratchRepository shop(desktop->clone());
    const QString branch = u"of%1"_s.arg(index);
    shop.git({u"checkout"_s, u"-qb"_s, branch});
    shop.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, branch + u"-more"_s,
              desktop->clone() + u"-more"_s});
    shop.git({u"push"_s, u"-qu"_s, u"origin"_s, branch, branch + u"-more"_s});
    m_desktops.push_back(std::move(desktop));
    return m_desktops.back()->start();
}

bool World::startBackend()
{
    if (!m_backend.start(m_backendOptions))
        return false;
    m_network.setTarget(quint16(m_backend.base().section(u':', -1).toInt()));
    return true;
}

bool World::heal()
{
    m_network.setStalled(false);
    m_network.setCut(false);
    if (!m_backend.isRunning() && !startBackend())
        return false;
    return std::ranges::all_of(
        m_desktops, [](const auto &desktop) { return desktop->isRunning() || desktop->start(); });
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

QString World::vmFolder(const QString &vmId) const
{
    return sandboxFolder() + u'/' + vmId;
}

QStringList World::vmFolders() const
{
    QStringList ids = QDir(sandboxFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    ids.removeIf([](const QString &id) { return id.startsWith(u'.'); });
    return ids;
}

qint64 World::vmProcess(const QString &vmId) const
{
    const QByteArray run = readFile(vmFolder(vmId) + u"/run.json"_s).value_or(QByteArray());
    const qint64 process = QJsonDocument::fromJson(run).object()[u"init"_s][u"pid"_s].toInteger();
    return process > 0 && test::isRunning(process) ? process : 0;
}

QByteArray World::logs()
{
    constexpr qsizetype tail = 4000;
    QByteArray all = "--- backend\n" + m_backend.errors().right(tail);
    for (const auto &desktop : m_desktops)
        all += "\n--- desktop\n" + readFile(desktop->log()).value_or(QByteArray()).right(tail);
    for (const QString &vm : vmFolders())
        all += "\n--- VM " + vm.toUtf8() + '\n'
            + readFile(vmFolder(vm) + u"/log"_s).value_or(QByteArray()).right(tail / 4);
    return all;
}

QList<qint64> descendants(qint64 parent)
{
    QList<qint64> result;
    QFile file(u"/proc/%1/task/%1/children"_s.arg(parent));
    if (parent <= 0 || !file.open(QIODevice::ReadOnly))
        return result;
    for (const QByteArray &word : file.readAll().simplified().split(' ')) {
        if (const qint64 child = word.toLongLong())
            result << child << descendants(child);
    }
    return result;
}

QByteArray commandLine(qint64 process)
{
    QFile file(u"/proc/%1/cmdline"_s.arg(process));
    return file.open(QIODevice::ReadOnly) ? file.readAll().replace('\0', ' ') : QByteArray();
}

} // namespace skybranch::soak

// SPDX-License-Identifier: GPL-3.0-or-later
#include "machines.h"

#include "hand.h"
#include "support/gitremote.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonValue>
#include <QNetworkInterface>

#include <csignal>

using namespace Qt::StringLiterals;

namespace skybranch::tour {
namespace {

constexpr qsizetype reportedBytes = 4000;

/// Processes of this computer whose command line names @p folder.
QList<pid_t> processesUsing(const QString &folder)
{
    QList<pid_t> found;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        QFile commandLine(u"/proc/%1/cmdline"_s.arg(entry));
        if (commandLine.open(QIODevice::ReadOnly)
            && commandLine.readAll().contains(folder.toLocal8Bit()))
            found << entry.toInt();
    }
    return found;
}

class SandboxMachines : public Machines
{
public:
    explicit SandboxMachines(const QString &dataFolder)
        : m_folder(dataFolder + u"/backend/sandbox"_s)
    {
    }

    QStringList ids() const override
    {
        return QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    }

    QString head(const QString &id, const QString &branch) const override
    {
        QFile head(u"%1/%2/workspace/shop/.git/refs/heads/%3"_s.arg(m_folder, id, branch));
        return head.open(QIODevice::ReadOnly) ? QString::fromLatin1(head.readAll().trimmed())
                                              : QString();
    }

    void hang(const QString &id) const override { signalAll(initOf(id), SIGSTOP); }
    void crash(const QString &id) const override { signalAll(initOf(id), SIGKILL); }

    bool runs(const QString &id) const override
    {
        const pid_t init = initOf(id);
        return init > 0 && ::kill(init, 0) == 0;
    }

    QString report(const QString &id) const override
    {
        const QByteArray status = test::runTool(u"git"_s,
                                                {u"-c"_s, u"safe.directory=*"_s, u"-C"_s,
                                                 u"%1/%2/workspace/shop"_s.arg(m_folder, id),
                                                 u"status"_s, u"--short"_s, u"--branch"_s},
                                                {});
        QFile log(u"%1/%2/log"_s.arg(m_folder, id));
        const QByteArray said
            = log.open(QIODevice::ReadOnly) ? log.readAll().right(reportedBytes) : QByteArray();
        return QString::fromUtf8(status + said);
    }

    bool isClean() const override
    {
        return ids().isEmpty() && processesUsing(m_folder + u'/').isEmpty();
    }

private:
    /// The first process of the VM; 0 while there is none.
    pid_t initOf(const QString &id) const
    {
        QFile run(u"%1/%2/run.json"_s.arg(m_folder, id));
        if (!run.open(QIODevice::ReadOnly))
            return 0;
        return QJsonDocument::fromJson(run.readAll())[u"init"][u"pid"].toInt();
    }

    static void signalAll(pid_t process, int signal)
    {
        if (process <= 1)
            return;
        QFile children(u"/proc/%1/task/%1/children"_s.arg(process));
        if (children.open(QIODevice::ReadOnly)) {
            for (const QByteArray &child : children.readAll().simplified().split(' '))
                signalAll(child.toInt(), signal);
        }
        ::kill(process, signal);
    }

    QString m_folder;
};

/// Containers that were not there before: on an engine that others use too, only those are ours.
class DockerMachines : public Machines
{
public:
    DockerMachines()
        : m_before(all())
    {
    }

    QStringList ids() const override
    {
        QStringList mine = all();
        mine.removeIf([this](const QString &id) { return m_before.contains(id); });
        return mine;
    }

    QString head(const QString &id, const QString &branch) const override
    {
        return docker({u"exec"_s, id, u"git"_s, u"-C"_s, u"/workspace/shop"_s, u"rev-parse"_s,
                       u"--verify"_s, u"--quiet"_s, u"refs/heads/"_s + branch});
    }

    void hang(const QString &id) const override { toRunning(u"pause"_s, id); }
    void crash(const QString &id) const override { toRunning(u"kill"_s, id); }
    bool isClean() const override { return ids().isEmpty(); }

    QString report(const QString &id) const override
    {
        return docker({u"exec"_s, id, u"git"_s, u"-C"_s, u"/workspace/shop"_s, u"status"_s,
                       u"--short"_s, u"--branch"_s})
            + u'\n' + docker({u"logs"_s, u"--tail"_s, u"40"_s, id});
    }

    bool runs(const QString &id) const override
    {
        return docker({u"inspect"_s, u"--format"_s, u"{{.State.Running}}"_s, id}) == "true"_L1;
    }

private:
    /// A container is there before it runs, and can be neither frozen nor killed until then.
    static void toRunning(const QString &verb, const QString &id)
    {
        const bool isDone = Hand::waitFor([&] { return !docker({verb, id}).isEmpty(); }, 30'000);
        if (!isDone)
            qWarning("docker %s has not worked", qPrintable(verb));
    }

    static QString docker(const QStringList &arguments)
    {
        bool ok = false;
        const QByteArray said = test::runTool(u"docker"_s, arguments, {}, &ok);
        return ok ? QString::fromUtf8(said).trimmed() : QString();
    }

    static QStringList all()
    {
        return docker({u"ps"_s, u"-aq"_s, u"--no-trunc"_s, u"--filter"_s, u"label=skybranch.vm"_s})
            .split(u'\n', Qt::SkipEmptyParts);
    }

    QStringList m_before;
};

} // namespace

std::unique_ptr<Machines> Machines::of(const QString &provider, const QString &dataFolder)
{
    if (provider == "docker"_L1)
        return std::make_unique<DockerMachines>();
    return std::make_unique<SandboxMachines>(dataFolder);
}

QHostAddress Machines::reachableAddress(const QString &provider)
{
    if (provider != "docker"_L1)
        return QHostAddress(QHostAddress::LocalHost);
    // In a container loopback is the container itself.
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!(flags & QNetworkInterface::IsUp) || (flags & QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            const QHostAddress address = entry.ip();
            if (address.protocol() == QHostAddress::IPv4Protocol && !address.isLinkLocal())
                return address;
        }
    }
    return {};
}

} // namespace skybranch::tour

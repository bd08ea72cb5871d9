// SPDX-License-Identifier: GPL-3.0-or-later
#include "machines.h"
#include "processes.h"
#include "providers/sandbox/vmfolder.h"
#include "support/gitremote.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace skybranch::soak {
namespace {

using providers::VmFolder;

class SandboxMachines : public Machines
{
public:
    explicit SandboxMachines(const QString &folder)
        : m_folder(folder + u"/sandbox"_s)
    {
    }

    QStringList backendOptions() const override { return {}; }

    std::optional<QHash<QString, bool>> all() override
    {
        QHash<QString, bool> found;
        for (const QString &id : QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (!id.startsWith(u'.'))
                found.insert(id, process(id) != 0);
        }
        return found;
    }

    qint64 process(const QString &id) override
    {
        // Numbers of processes come again soon on a busy machine.
        const auto run = VmFolder(m_folder, id).run();
        return run && providers::isAlive(run->init) ? run->init.pid : 0;
    }

    bool hasCommit(const QString &id, const QString &commit) override
    {
        return isInRepository(commit, VmFolder(m_folder, id).path(u"workspace/shop"_s));
    }

    QString leftover(const QStringList &ids) override
    {
        const auto there = all().value_or(QHash<QString, bool>());
        for (const QString &id : there.keys()) {
            if (!ids.contains(id))
                return u"Nobody's VM: "_s + id;
        }
        return processOfNone(ids);
    }

    QString harm(const Draw &) override { return {}; }

    QByteArray log(const QString &id) override
    {
        return readFile(VmFolder(m_folder, id).path(u"log"_s)).value_or(QByteArray());
    }

private:
    QString processOfNone(const QStringList &ids) const
    {
        const QByteArray folder = m_folder.toUtf8() + '/';
        QDirIterator processes(u"/proc"_s, QDir::Dirs | QDir::NoDotAndDotDot);
        while (processes.hasNext()) {
            processes.next();
            const QByteArray line = commandLine(processes.fileName().toLongLong());
            const qsizetype at = line.indexOf(folder);
            if (at < 0)
                continue;
            const QString vm = QString::fromLatin1(line.mid(at + folder.size()))
                                   .section(u'/', 0, 0)
                                   .section(u' ', 0, 0);
            if (!ids.contains(vm))
                return u"A process of nobody's VM: "_s + QString::fromUtf8(line.left(200));
        }
        return {};
    }

    QString m_folder;
};

} // namespace

std::unique_ptr<Machines> makeSandboxMachines(const QString &folder)
{
    return std::make_unique<SandboxMachines>(folder);
}

std::unique_ptr<Machines> Machines::make(const Setting &setting, const QString &folder,
                                         const QString &scratch)
{
    return setting.provider == u"docker"_s ? makeDockerMachines(setting, scratch)
                                           : makeSandboxMachines(folder);
}

bool Machines::isInRepository(const QString &commit, const QString &folder)
{
    bool ok = false;
    test::runTool(u"git"_s,
                  {u"-c"_s, u"safe.directory=*"_s, u"-C"_s, folder, u"cat-file"_s, u"-e"_s,
                   commit + u"^{commit}"_s},
                  {}, &ok);
    return ok;
}

} // namespace skybranch::soak

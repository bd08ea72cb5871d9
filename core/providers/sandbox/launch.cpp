// SPDX-License-Identifier: GPL-3.0-or-later
#include "providers/sandbox/launch.h"

#include "base/paths.h"
#include "base/process.h"
#include "providers/sandbox/pipe.h"
#include "providers/vmspec.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>

#include <array>
#include <fcntl.h>

namespace skybranch::providers {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::chrono::seconds startTimeout{10};
constexpr QLatin1StringView guestInVm("/opt/skybranch/bin/skybranch-guest");

Result<quint16> freePort()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost))
        return failure(ErrorCode::Unavailable,
                       u"This computer has no free port for a VM. Stop some VMs."_s,
                       probe.errorString());
    return probe.serverPort();
}

QStringList namespaceArguments()
{
    return {u"--unshare-user"_s, u"--uid"_s,         u"1000"_s,          u"--gid"_s,
            u"1000"_s,           u"--unshare-pid"_s, u"--unshare-ipc"_s, u"--unshare-uts"_s};
}

QStringList systemArguments()
{
    QStringList arguments{u"--ro-bind"_s, u"/usr"_s, u"/usr"_s};
    for (const QString &name : {u"bin"_s, u"sbin"_s, u"lib"_s, u"lib64"_s}) {
        const QString inUsr = u"usr/"_s + name;
        if (QFileInfo::exists(u'/' + inUsr))
            arguments << u"--symlink"_s << inUsr << u'/' + name;
    }
    return arguments;
}

/// What of this computer's /etc a VM sees; not ssl/private, not ssh, not passwd.
const QStringList &sharedEtc()
{
    static const QStringList names{u"alternatives"_s, u"bash_completion.d"_s, u"ca-certificates"_s,
                                   u"inputrc"_s,      u"ld.so.cache"_s,       u"localtime"_s,
                                   u"protocols"_s,    u"resolv.conf"_s,       u"services"_s,
                                   u"ssl/certs"_s,    u"ssl/openssl.cnf"_s,   u"terminfo"_s};
    return names;
}

/// Bubblewrap can not make a mount point in a folder that it has mounted read-only.
Result<> makeMountPoint(const QString &path, bool isFolder)
{
    if (QFileInfo::exists(path))
        return {};
    if (isFolder)
        return makePrivateFolder(path);
    if (auto folder = makePrivateFolder(QFileInfo(path).absolutePath()); !folder)
        return folder;
    return writePrivateFile(path, {});
}

Result<QStringList> etcArguments(const VmFolder &folder)
{
    const QString etc = folder.path(u"etc"_s);
    QStringList arguments{u"--ro-bind"_s, etc, u"/etc"_s};
    for (const QString &name : sharedEtc()) {
        const QFileInfo shared(u"/etc/"_s + name);
        if (!shared.exists())
            continue;
        if (auto made = makeMountPoint(etc + u'/' + name, shared.isDir()); !made)
            return failure(made);
        arguments << u"--ro-bind"_s << shared.filePath() << shared.filePath();
    }
    return arguments;
}

QStringList environmentArguments()
{
    return {u"--clearenv"_s,
            u"--setenv"_s,
            u"HOME"_s,
            u"/home/dev"_s,
            u"--setenv"_s,
            u"USER"_s,
            u"dev"_s,
            u"--setenv"_s,
            u"LOGNAME"_s,
            u"dev"_s,
            u"--setenv"_s,
            u"SHELL"_s,
            u"/bin/bash"_s,
            u"--setenv"_s,
            u"LANG"_s,
            u"C.UTF-8"_s,
            u"--setenv"_s,
            u"PATH"_s,
            u"/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"_s};
}

Result<QStringList> sandboxArguments(const VmFolder &folder, const VmSpec &spec,
                                     const QString &guest)
{
    QStringList arguments
        = namespaceArguments() + QStringList{u"--as-pid-1"_s, u"--hostname"_s, spec.hostName};
    const auto etc = etcArguments(folder);
    if (!etc)
        return failure(etc);
    arguments += systemArguments() + *etc;
    arguments += {u"--proc"_s,
                  u"/proc"_s,
                  u"--dev"_s,
                  u"/dev"_s,
                  u"--perms"_s,
                  u"1777"_s,
                  u"--tmpfs"_s,
                  u"/tmp"_s,
                  u"--perms"_s,
                  u"1777"_s,
                  u"--tmpfs"_s,
                  u"/var/tmp"_s,
                  u"--tmpfs"_s,
                  u"/run"_s,
                  u"--symlink"_s,
                  u"/run"_s,
                  u"/var/run"_s,
                  u"--bind"_s,
                  folder.path(u"home"_s),
                  u"/home/dev"_s,
                  u"--bind"_s,
                  folder.path(u"workspace"_s),
                  u"/workspace"_s,
                  u"--ro-bind"_s,
                  guest,
                  QString(guestInVm),
                  u"--remount-ro"_s,
                  u"/"_s,
                  u"--chdir"_s,
                  u"/workspace"_s};
    return arguments + environmentArguments();
}

Result<> writeSshdConfig(const VmFolder &folder, VmId id, quint16 port)
{
    return writePrivateFile(folder.path(u"etc/skybranch/sshd_config"_s),
                            sshdConfig(u"127.0.0.1"_s, port, id));
}

/// What bubblewrap says of the sandbox: {"child-pid": 123, ...}.
Result<ProcessId> initOf(const QByteArray &info)
{
    const int pid = QJsonDocument::fromJson(info).object().value("child-pid"_L1).toInt();
    const auto process = pid > 0 ? processOf(pid_t(pid)) : std::nullopt;
    if (!process)
        return failure(ErrorCode::Unavailable,
                       u"The sandbox did not start. Is it allowed to make user namespaces here? "
                       "The VM's log says more."_s,
                       QString::fromUtf8(info));
    return *process;
}

bool startDetached(const VmFolder &folder, QStringList arguments, std::array<int, 3> inherited)
{
    QProcess bubblewrap;
    bubblewrap.setProgram(u"bwrap"_s);
    bubblewrap.setArguments(arguments);
    bubblewrap.setWorkingDirectory(u"/"_s);
    bubblewrap.setStandardInputFile(QProcess::nullDevice());
    bubblewrap.setStandardOutputFile(folder.path(u"log"_s), QIODevice::Append);
    bubblewrap.setStandardErrorFile(folder.path(u"log"_s), QIODevice::Append);
    bubblewrap.setChildProcessModifier([inherited] {
        for (const int descriptor : inherited)
            ::fcntl(descriptor, F_SETFD, 0);
    });
    return bubblewrap.startDetached();
}

/// Bubblewrap's own reason, without its name before it.
QString reasonOf(const QByteArray &said)
{
    constexpr qsizetype longest = 200;
    QString reason = QString::fromUtf8(said).section(u'\n', 0, 0).simplified();
    if (reason.startsWith("bwrap: "_L1))
        reason.remove(0, 7);
    return reason.left(longest);
}

} // namespace

Task<> trySandbox()
{
    // No more of this computer than a VM gets: elsewhere mounts come and go, as with each container
    // of Docker, and bubblewrap fails over one that goes while it looks.
    const QStringList arguments = namespaceArguments() + systemArguments()
        + QStringList{u"--proc"_s,       u"/proc"_s, u"--dev"_s, u"/dev"_s,
                      u"--remount-ro"_s, u"/"_s,     u"--"_s,    u"/usr/bin/true"_s};
    const auto tried = co_await runProcess({.program = u"bwrap"_s, .arguments = arguments});
    if (!tried)
        co_return failure(tried);
    if (tried->exitCode == 0)
        co_return {};
    // "No permissions to create new namespace", "Creating new namespace failed", "setting up uid
    // map: Permission denied".
    if (tried->err.contains("new namespace") || tried->err.contains("uid map"))
        co_return failure(ErrorCode::Unavailable,
                          u"This computer does not let programs make sandboxes (user namespaces). "
                          "Ask its administrator to allow them, or choose another provider."_s,
                          QString::fromUtf8(tried->err));
    co_return failure(
        ErrorCode::Unavailable,
        u"Bubblewrap can not make a sandbox on this computer: \"%1\". Mend what it "
        "names, then try again, or choose another provider."_s.arg(reasonOf(tried->err)),
        QString::fromUtf8(tried->err));
}

Task<VmRun> launchVm(VmFolder folder, VmSpec spec, QString guest)
{
    const auto port = freePort();
    if (!port)
        co_return failure(port);
    if (const auto written = writeSshdConfig(folder, spec.id, *port); !written)
        co_return failure(written);
    const auto sandbox = sandboxArguments(folder, spec, guest);
    if (!sandbox)
        co_return failure(sandbox);
    Pipe info;
    Pipe go;
    QStringList arguments{u"--info-fd"_s, QString::number(info.writeEnd())};
    arguments += *sandbox;
    arguments += {u"--"_s, QString(guestInVm), u"init"_s, u"--go-fd"_s,
                  QString::number(go.readEnd()), u"--"_s, u"/usr/sbin/sshd"_s, u"-D"_s, u"-e"_s,
                  u"-f"_s, u"/etc/skybranch/sshd_config"_s,
                  // Every connection comes from one address, and one bad client must not lock the
                  // others out.
                  u"-o"_s, u"PerSourcePenalties=no"_s};
    // It has the reading end too: were we killed now, its write would fail, and its child would
    // wait for ever for a parent that is gone.
    if (!startDetached(folder, std::move(arguments),
                       {info.writeEnd(), info.readEnd(), go.readEnd()}))
        co_return failure(ErrorCode::Unavailable,
                          u"bubblewrap can not be started. Install the package bubblewrap."_s);
    info.closeWriteEnd();
    go.closeReadEnd();
    const auto said = co_await readUntilEnd(info.takeReadEnd(), startTimeout);
    if (!said)
        co_return failure(said);
    const auto init = initOf(*said);
    if (!init)
        co_return failure(init);
    const VmRun run{.init = *init, .port = *port};
    folder.clearFreeze();
    if (const auto written = folder.writeRun(run); !written)
        co_return failure(written);
    go.writeByte();
    co_return run;
}

} // namespace skybranch::providers

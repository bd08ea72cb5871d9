// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/vmkey.h"

#include "base/paths.h"
#include "base/process.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSysInfo>
#include <QTemporaryDir>

namespace skybranch::work {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString noKey = u"The VM's key can not be written. Check whether its disk is full."_s;

QString sshFolder(const QString &home)
{
    return home + u"/.ssh"_s;
}
QString keyFile(const QString &home)
{
    return sshFolder(home) + u"/id_ed25519"_s;
}
QString knownHostsFile(const QString &home)
{
    return sshFolder(home) + u"/known_hosts"_s;
}

/// For the shell that reads GIT_SSH_COMMAND.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

/// The line without its comment; empty where it is none of a known_hosts file.
QString pinOf(const QString &line)
{
    static const QRegularExpression pattern(
        u"^((@cert-authority )?[A-Za-z0-9.:,*?\\[\\]|+/=_-]+ [a-z0-9@.-]+ [A-Za-z0-9+/=]+)( .*)?$"_s);
    return pattern.match(line.trimmed()).captured(1);
}

/// The private half gets its name last: where it is, the pair is whole.
Result<> putIntoPlace(const QString &made, const QString &file)
{
    // Somebody else was faster.
    if (QFile::exists(file))
        return {};
    QFile::remove(file + u".pub"_s);
    if (QFile::rename(made + u".pub"_s, file + u".pub"_s) && QFile::rename(made, file))
        return {};
    return failure(ErrorCode::Unavailable, noKey);
}

Task<> makeKey(QString file)
{
    const QTemporaryDir folder(file + u".XXXXXX"_s);
    const QString made = folder.filePath(u"key"_s);
    const auto output = co_await runProcess(
        {.program = u"ssh-keygen"_s,
         .arguments = {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-C"_s,
                       u"skybranch-"_s + QSysInfo::machineHostName(), u"-f"_s, made}});
    if (!output)
        co_return failure(output);
    if (output->exitCode != 0)
        co_return failure(ErrorCode::Unavailable, noKey, QString::fromUtf8(output->err));
    co_return putIntoPlace(made, file);
}

} // namespace

Task<QString> ensureVmKey(QString home)
{
    const QString file = keyFile(home);
    if (const auto folder = makePrivateFolder(sshFolder(home)); !folder)
        co_return failure(folder);
    if (!QFileInfo::exists(file)) {
        if (const auto made = co_await makeKey(file); !made)
            co_return failure(made);
    }
    const auto key = readFile(file + u".pub"_s, 4096);
    if (!key)
        co_return failure(key);
    co_return QString::fromUtf8(*key).trimmed();
}

Result<> trustRemote(const QString &home, const QStringList &knownHosts)
{
    for (const QString &line : knownHosts) {
        if (pinOf(line).isEmpty())
            return failure(ErrorCode::InvalidArgument,
                           u"The field \"knownHosts\" must hold lines of a known_hosts file."_s);
    }
    if (auto folder = makePrivateFolder(sshFolder(home)); !folder)
        return folder;
    QByteArray content = readFile(knownHostsFile(home)).value_or(QByteArray());
    const QByteArrayList present = content.split('\n');
    if (!content.isEmpty() && !content.endsWith('\n'))
        content += '\n';
    bool isNew = false;
    for (const QString &line : knownHosts) {
        const QByteArray wanted = pinOf(line).toUtf8();
        if (present.contains(wanted))
            continue;
        content += wanted + '\n';
        isNew = true;
    }
    return isNew ? writePrivateFile(knownHostsFile(home), content) : Result<>();
}

QString gitSshCommand(const QString &home)
{
    // A VM that was frozen in the middle of a transfer must notice that the other side has gone.
    return u"ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=30 "
           "-o ServerAliveInterval=15 -o ServerAliveCountMax=3 "
           "-o UserKnownHostsFile=%1 -i %2"_s.arg(quoted(knownHostsFile(home)),
                                                  quoted(keyFile(home)));
}

} // namespace skybranch::work

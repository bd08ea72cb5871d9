// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/remotehost.h"

#include "base/process.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr qsizetype mostLines = 20;
constexpr std::chrono::milliseconds patience(10'000);

struct SshHost
{
    QString host;
    int port = 22;
};

/// The host of "ssh://git@host:22/path" or "git@host:path"; empty for anything else.
SshHost sshHostOf(const QString &url)
{
    if (url.startsWith("ssh://"_L1)) {
        const QUrl parsed(url);
        return {parsed.host(), parsed.port(22)};
    }
    const qsizetype colon = url.indexOf(u':');
    if (url.contains("://"_L1) || colon <= 0 || url.left(colon).contains(u'/'))
        return {};
    return {url.left(colon).section(u'@', -1), 22};
}

/// What `ssh -G` prints: "key value" lines.
QString settingOf(const QByteArray &output, const QByteArray &key)
{
    const QByteArray prefix = key + ' ';
    for (const QByteArray &line : output.split('\n')) {
        if (line.startsWith(prefix))
            return QString::fromUtf8(line.sliced(prefix.size()));
    }
    return {};
}

QStringList filesOf(const QByteArray &settings)
{
    QStringList files;
    const QStringList named = settingOf(settings, "userknownhostsfile").split(u' ')
        + settingOf(settings, "globalknownhostsfile").split(u' ');
    for (QString file : named) {
        if (file.startsWith("~/"_L1))
            file = QDir::homePath() + file.sliced(1);
        if (QFileInfo(file).isFile())
            files.append(file);
    }
    return files;
}

QString lookupName(const QByteArray &settings, const SshHost &host)
{
    QString name = settingOf(settings, "hostkeyalias");
    if (!name.isEmpty())
        return name;
    name = settingOf(settings, "hostname");
    const int port = settingOf(settings, "port").toInt();
    if (name.isEmpty())
        name = host.host;
    return port > 0 && port != 22 ? u"[%1]:%2"_s.arg(name).arg(port) : name;
}

/// The ssh that the user's git runs in @p folder: a line for a shell, by git's own rule.
Task<QString> sshCommandOf(QString folder, StopToken stop)
{
    const QString fromEnvironment = qEnvironmentVariable("GIT_SSH_COMMAND");
    if (!fromEnvironment.isEmpty())
        co_return fromEnvironment;
    const auto configured = co_await runProcess({.program = u"git"_s,
                                                 .arguments = {u"config"_s, u"core.sshCommand"_s},
                                                 .folder = folder,
                                                 .timeout = patience},
                                                stop);
    if (!configured)
        co_return failure(configured);
    const QString command = QString::fromUtf8(configured->out).trimmed();
    co_return command.isEmpty() ? u"ssh"_s : command;
}

} // namespace

Task<QStringList> knownHostsOf(QString url, QString folder, StopToken stop)
{
    const SshHost host = sshHostOf(url);
    if (host.host.isEmpty() || host.host.startsWith(u'-'))
        co_return QStringList();
    const auto ssh = co_await sshCommandOf(folder, stop);
    if (!ssh)
        co_return failure(ssh);
    // Only the user's own command is read by the shell; the host is an argument.
    const auto settings = co_await runProcess(
        {.program = u"sh"_s,
         .arguments = {u"-c"_s, *ssh + u" \"$@\""_s, u"ssh"_s, u"-G"_s, u"-p"_s,
                       QString::number(host.port), u"--"_s, host.host},
         .folder = folder,
         .timeout = patience},
        stop);
    if (!settings)
        co_return failure(settings);
    QStringList lines;
    for (const QString &file : filesOf(settings->out)) {
        const auto found = co_await runProcess(
            {.program = u"ssh-keygen"_s,
             .arguments = {u"-F"_s, lookupName(settings->out, host), u"-f"_s, file},
             .timeout = patience},
            stop);
        if (!found)
            co_return failure(found);
        for (const QString &line : QString::fromUtf8(found->out).split(u'\n')) {
            if (!line.trimmed().isEmpty() && !line.startsWith(u'#') && lines.size() < mostLines)
                lines.append(line.trimmed());
        }
    }
    co_return lines;
}

} // namespace skybranch::client

// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/sshconfig.h"

#include "base/paths.h"
#include "client/sshway.h"
#include "commandline/output.h"
#include "commandline/workspaces.h"
#include "ssh/shellquote.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

constexpr char includeLine[] = "Include ~/.ssh/skybranch.conf";
const QString vmUser = u"dev"_s; ///< of every provider
constexpr qint64 longestConfig = 4 << 20;

QString sshHome()
{
    return QDir::homePath() + u"/.ssh"_s;
}

/// How this program is called again: with the same places, and by its own path.
Result<QString> proxyCommand(const client::SessionConfig &config, WorkspaceId id)
{
    QStringList words{QCoreApplication::applicationFilePath(),
                      u"ssh"_s,
                      u"--stdio"_s,
                      u"--pass-socket"_s,
                      u"--data-dir"_s,
                      config.dataFolder};
    if (!config.backendUrl.isEmpty())
        words << u"--server"_s << config.backendUrl;
    if (!config.backendKeyFile.isEmpty())
        words << u"--api-key-file"_s << QFileInfo(config.backendKeyFile).absoluteFilePath();
    words << id.toString();
    const auto line = ssh::shellCommand(words);
    if (!line)
        return failure(line);
    return QString::fromUtf8(*line).replace(u'%', u"%%"_s) + u" --login %r"_s;
}

Result<QString> blockOf(const client::SessionConfig &config, const domain::Workspace &workspace,
                        const QString &alias)
{
    const auto proxy = proxyCommand(config, workspace.id);
    if (!proxy)
        return proxy;
    QStringList lines{u"Host "_s + alias, u"User "_s + vmUser, u"ProxyCommand "_s + *proxy,
                      u"ProxyUseFdpass yes"_s};
    for (const QString &option :
         client::sshOptionsOf(client::sshFilesOf(sshFolderOf(config), workspace.id)))
        lines << QString(option).replace(option.indexOf(u'='), 1, u' ');
    return lines.join(u"\n    "_s) + u'\n';
}

/// Tells whose blocks they are: another data folder or backend has others.
QString headOf(const client::SessionConfig &config)
{
    return u"# Written by \"skybranch ssh-config\"; changes are lost.\n# "_s
        + shown(config.dataFolder + u' ' + config.backendUrl) + u'\n';
}

/// The user's own configuration, also where it is a link to another place.
QString userConfig()
{
    const QFileInfo file(sshHome() + u"/config"_s);
    return file.isSymLink() ? file.symLinkTarget() : file.filePath();
}

/// As bytes: nobody says which encoding the user's comments and paths have.
Result<QByteArrayList> userLines()
{
    if (!QFile::exists(userConfig()))
        return QByteArrayList{QByteArray()};
    const auto content = readFile(userConfig(), longestConfig);
    if (!content)
        return failure(content);
    return content->split('\n');
}

/// At the top: after the first Host line it would belong to that host alone.
Result<> include()
{
    auto lines = userLines();
    if (!lines)
        return failure(lines);
    if (lines->contains(includeLine))
        return {};
    lines->prepend(includeLine);
    return writePrivateFile(userConfig(), lines->join('\n'));
}

} // namespace

QString installedSshConfig()
{
    return sshHome() + u"/skybranch.conf"_s;
}

QString sshFolderOf(const client::SessionConfig &config)
{
    return config.dataFolder + u"/openssh"_s;
}

Result<QString> sshConfigOf(const client::SessionConfig &config,
                            const QList<domain::Workspace> &all)
{
    QString text = headOf(config);
    // Whoever writes it: the same file.
    QList<domain::Workspace> sorted = all;
    std::ranges::sort(sorted, {}, [](const auto &workspace) { return workspace.id.toString(); });
    const auto aliases = aliasesOf(all);
    for (const domain::Workspace &workspace : sorted) {
        const auto block = blockOf(config, workspace, aliases.value(workspace.id));
        if (!block)
            return block;
        text += u'\n' + *block;
    }
    return text;
}

Result<> removeSshConfig()
{
    auto lines = userLines();
    if (!lines)
        return failure(lines);
    if (lines->removeAll(includeLine) > 0) {
        if (const auto written = writePrivateFile(userConfig(), lines->join('\n')); !written)
            return written;
    }
    QFile::remove(installedSshConfig());
    return {};
}

Result<> installSshConfig(const QString &text)
{
    if (const auto made = makePrivateFolder(sshHome()); !made)
        return made;
    if (const auto written = writePrivateFile(installedSshConfig(), text.toUtf8()); !written)
        return written;
    return include();
}

Result<> refreshSshConfig(const client::SessionConfig &config, const QList<domain::Workspace> &all)
{
    const QByteArray before = readFile(installedSshConfig(), longestConfig).value_or(QByteArray());
    if (!before.startsWith(headOf(config).toUtf8()))
        return {};
    const auto text = sshConfigOf(config, all);
    if (!text)
        return failure(text);
    return text->toUtf8() == before ? Result<>()
                                    : writePrivateFile(installedSshConfig(), text->toUtf8());
}

} // namespace skybranch::commandline

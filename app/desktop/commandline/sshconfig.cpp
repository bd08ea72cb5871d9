// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline/sshconfig.h"

#include "base/paths.h"
#include "client/sshway.h"
#include "commandline/output.h"
#include "commandline/words.h"
#include "commandline/workspaces.h"
#include "ssh/shellquote.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace skybranch::commandline {
namespace {

const QString includeLine = u"Include ~/.ssh/skybranch.conf"_s;
const QString vmUser = u"dev"_s; ///< of every provider
constexpr qint64 longestConfig = 4 << 20;

QString sshHome()
{
    return QDir::homePath() + u"/.ssh"_s;
}

QString installedFile()
{
    return sshHome() + u"/skybranch.conf"_s;
}

/// How this program is called again: with the same places, and by its own path.
Result<QString> proxyCommand(const Context &context, WorkspaceId id)
{
    QStringList words{QCoreApplication::applicationFilePath(),
                      u"ssh"_s,
                      u"--stdio"_s,
                      u"--pass-socket"_s,
                      u"--data-dir"_s,
                      context.config.dataFolder};
    if (!context.config.backendUrl.isEmpty())
        words << u"--server"_s << context.config.backendUrl;
    if (!context.config.backendKeyFile.isEmpty())
        words << u"--api-key-file"_s << QFileInfo(context.config.backendKeyFile).absoluteFilePath();
    words << id.toString();
    const auto line = ssh::shellCommand(words);
    if (!line)
        return failure(line);
    return QString::fromUtf8(*line).replace(u'%', u"%%"_s) + u" --login %r"_s;
}

Result<QString> blockOf(const Context &context, const domain::Workspace &workspace,
                        const QString &alias)
{
    const auto proxy = proxyCommand(context, workspace.id);
    if (!proxy)
        return proxy;
    QStringList lines{u"Host "_s + alias, u"User "_s + vmUser, u"ProxyCommand "_s + *proxy,
                      u"ProxyUseFdpass yes"_s};
    for (const QString &option :
         client::sshOptionsOf(client::sshFilesOf(context.sshFolder, workspace.id)))
        lines << QString(option).replace(option.indexOf(u'='), 1, u' ');
    return lines.join(u"\n    "_s) + u'\n';
}

Result<QString> configOf(const Context &context, const QList<domain::Workspace> &all)
{
    QString text
        = u"# "_s + Words::tr("Written by \"skybranch ssh-config\": changes are lost.") + u'\n';
    const auto aliases = aliasesOf(all);
    for (const domain::Workspace &workspace : all) {
        const auto block = blockOf(context, workspace, aliases.value(workspace.id));
        if (!block)
            return block;
        text += u'\n' + *block;
    }
    return text;
}

/// The user's own configuration, also where it is a link to another place.
QString userConfig()
{
    const QFileInfo file(sshHome() + u"/config"_s);
    return file.isSymLink() ? file.symLinkTarget() : file.filePath();
}

Result<QStringList> userLines()
{
    if (!QFile::exists(userConfig()))
        return QStringList{QString()};
    const auto content = readFile(userConfig(), longestConfig);
    if (!content)
        return failure(content);
    return QString::fromUtf8(*content).split(u'\n');
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
    return writePrivateFile(userConfig(), lines->join(u'\n').toUtf8());
}

Result<> uninstall()
{
    auto lines = userLines();
    if (!lines)
        return failure(lines);
    if (lines->removeAll(includeLine) > 0) {
        if (const auto written = writePrivateFile(userConfig(), lines->join(u'\n').toUtf8());
            !written)
            return written;
    }
    QFile::remove(installedFile());
    note(Words::tr("Plain ssh does not know the workspaces any more."));
    return {};
}

Result<> install(const QString &text)
{
    if (const auto made = makePrivateFolder(sshHome()); !made)
        return made;
    const auto written = writePrivateFile(installedFile(), text.toUtf8());
    if (!written)
        return written;
    if (const auto included = include(); !included)
        return included;
    note(Words::tr("Written to %1, which ~/.ssh/config includes.").arg(installedFile()));
    return {};
}

} // namespace

void refreshSshConfig(const Context &context, const QList<domain::Workspace> &all)
{
    rememberNames(context, all);
    if (!QFile::exists(installedFile()))
        return;
    const auto text = configOf(context, all);
    const Result<> written
        = text ? writePrivateFile(installedFile(), text->toUtf8()) : failure(text);
    if (!written)
        note(written.error().message);
}

Task<> sshConfig(Context *context)
{
    if (context->options.has(u"remove"_s))
        co_return uninstall();
    const auto all = co_await context->cloud->workspaces();
    if (!all)
        co_return failure(all);
    const auto text = configOf(*context, *all);
    if (!text)
        co_return failure(text);
    if (context->options.has(u"install"_s))
        co_return install(*text);
    std::fputs(text->toUtf8().constData(), stdout);
    refreshSshConfig(*context, *all);
    co_return {};
}

} // namespace skybranch::commandline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sshway.h"

#include "base/paths.h"
#include "base/process.h"
#include "client/words.h"
#include "ssh/hostkeys.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cerrno>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace skybranch::client {
namespace {

constexpr qint64 keyLimit = 16 << 10;

std::unexpected<Error> noKey(const QString &detail)
{
    return failure(ErrorCode::Unavailable,
                   Words::tr("No SSH key could be made. Check whether ssh-keygen is installed and "
                             "the disk has room."),
                   detail);
}

/// Both files come to their place in one step. The first of several processes wins.
Task<> makeKey(QString key)
{
    const QString place = QFileInfo(key).path();
    const QTemporaryDir scratch(place + u"-XXXXXX"_s);
    const auto output = co_await runProcess(
        {.program = u"ssh-keygen"_s,
         .arguments = {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-C"_s, u"skybranch"_s,
                       u"-f"_s, scratch.filePath(QFileInfo(key).fileName())}});
    if (!output)
        co_return noKey(output.error().detail);
    if (output->exitCode != 0)
        co_return noKey(QString::fromUtf8(output->err));
    if (::rename(QFile::encodeName(scratch.path()).constData(),
                 QFile::encodeName(place).constData())
            != 0
        && errno != ENOTEMPTY && errno != EEXIST)
        co_return noKey(qt_error_string(errno));
    co_return {};
}

Task<QString> publicKeyOf(QString key)
{
    if (!QFile::exists(key + u".pub"_s)) {
        if (const auto made = co_await makeKey(key); !made)
            co_return failure(made);
    }
    const auto read = readFile(key + u".pub"_s, keyLimit);
    const QStringList words
        = QString::fromUtf8(read.value_or(QByteArray())).simplified().split(u' ');
    if (words.size() < 2)
        co_return noKey(key);
    co_return QString(words.at(0) + u' ' + words.at(1));
}

Result<> writeFiles(const SshFiles &files, const wire::SshCredentials &way)
{
    // Each becomes a line of its own: nothing else may get in with them.
    if (const auto good = ssh::parseHostKeys(way.hostKeys); !good)
        return failure(good);
    QByteArray hosts;
    for (const QString &key : way.hostKeys)
        hosts += (files.alias + u' ' + key.simplified() + u'\n').toUtf8();
    if (const auto written = writePrivateFile(files.knownHosts, hosts); !written)
        return written;
    return writePrivateFile(files.certificate, way.certificate.simplified().toUtf8() + '\n');
}

/// A file's name in ssh_config, which knows quotes and percent signs of its own.
QString optionFile(QString file)
{
    file.replace(u'%', u"%%"_s).replace(u'"', u"\\\""_s);
    return u'"' + file + u'"';
}

} // namespace

SshFiles sshFilesOf(const QString &folder, WorkspaceId id)
{
    const QString place = folder + u'/' + id.toString();
    return {.key = folder + u"/key/id_ed25519"_s,
            .certificate = place + u"-cert.pub"_s,
            .knownHosts = place + u".known_hosts"_s,
            .alias = u"skybranch-"_s + id.toString()};
}

QStringList sshOptionsOf(const SshFiles &files)
{
    return {u"IdentityFile="_s + optionFile(files.key),
            u"CertificateFile="_s + optionFile(files.certificate),
            u"IdentitiesOnly=yes"_s,
            u"HostKeyAlias="_s + files.alias,
            u"UserKnownHostsFile="_s + optionFile(files.knownHosts),
            u"GlobalKnownHostsFile=/dev/null"_s,
            u"StrictHostKeyChecking=yes"_s,
            u"PasswordAuthentication=no"_s,
            u"KbdInteractiveAuthentication=no"_s};
}

Task<SshWay> prepareSsh(std::shared_ptr<ApiClient> api, WorkspaceId id, QString folder)
{
    if (const auto made = makePrivateFolder(folder); !made)
        co_return failure(made);
    const SshFiles files = sshFilesOf(folder, id);
    const auto key = co_await publicKeyOf(files.key);
    if (!key)
        co_return failure(key);
    const auto way = co_await api->sshCredentials(id, *key);
    if (!way)
        co_return failure(way);
    if (const auto written = writeFiles(files, *way); !written)
        co_return failure(written);
    co_return SshWay{way->host, way->port, way->user, files};
}

} // namespace skybranch::client

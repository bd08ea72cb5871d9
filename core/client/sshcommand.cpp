// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sshcommand.h"

#include "base/paths.h"
#include "client/words.h"
#include "ssh/shellquote.h"

#include <QDir>
#include <QRegularExpression>

namespace skybranch::client {
namespace {

constexpr qint64 keyLimit = 16 << 10;

struct UserKey
{
    QString file; ///< of the private key; never read
    QString publicKey;
};

Result<UserKey> userKey()
{
    const QString file = QDir::homePath() + QStringLiteral("/.ssh/id_ed25519");
    const auto read = readFile(file + QStringLiteral(".pub"), keyLimit);
    const QStringList words
        = QString::fromUtf8(read.value_or(QByteArray())).simplified().split(u' ');
    if (words.size() < 2 || words.first() != QLatin1StringView("ssh-ed25519"))
        return failure(ErrorCode::NotFound,
                       Words::tr("The command needs an SSH key of your own, and there is no "
                                 "~/.ssh/id_ed25519. Make one with \"ssh-keygen -t ed25519\", "
                                 "then copy the command again."));
    return UserKey{file, words.first() + u' ' + words.at(1)};
}

/// A file's name in one of ssh's options, which knows quotes and percent signs of its own.
QString optionFile(QString file)
{
    file.replace(u'%', QStringLiteral("%%"));
    return file.contains(u' ') ? u'"' + file + u'"' : file;
}

Result<> write(const wire::SshCredentials &way, const QString &folder,
               const QString &certificateFile, const QString &knownHostsFile, const QString &alias)
{
    if (const auto made = makePrivateFolder(folder); !made)
        return made;
    QByteArray hosts;
    for (const QString &key : way.hostKeys)
        hosts += (alias + u' ' + key + u'\n').toUtf8();
    if (const auto written = writePrivateFile(knownHostsFile, hosts); !written)
        return written;
    return writePrivateFile(certificateFile, way.certificate.toUtf8() + '\n');
}

/// @p word for a shell, quoted where it has to be: the line is read by people too.
Result<QString> quoted(const QString &word)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=@-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    return ssh::shellCommand({word}).transform(
        [](const QByteArray &bytes) { return QString::fromUtf8(bytes); });
}

Result<QString> sshCommandLine(const wire::SshCredentials &way, const QString &keyFile,
                               const QString &certificateFile, const QString &knownHostsFile,
                               const QString &alias)
{
    const QString option = QStringLiteral("-o");
    const QStringList words{QStringLiteral("ssh"),
                            QStringLiteral("-p"),
                            QString::number(way.port),
                            QStringLiteral("-i"),
                            keyFile,
                            option,
                            QStringLiteral("CertificateFile=") + optionFile(certificateFile),
                            option,
                            QStringLiteral("UserKnownHostsFile=") + optionFile(knownHostsFile),
                            option,
                            QStringLiteral("HostKeyAlias=") + alias,
                            option,
                            QStringLiteral("StrictHostKeyChecking=yes"),
                            option,
                            QStringLiteral("IdentitiesOnly=yes"),
                            QStringLiteral("--"),
                            way.user + u'@' + way.host};
    QStringList line;
    for (const QString &word : words) {
        const auto safe = quoted(word);
        if (!safe)
            return failure(safe);
        line << *safe;
    }
    return line.join(u' ');
}

} // namespace

Task<SshCommand> sshCommandFor(std::shared_ptr<ApiClient> api, WorkspaceId id, QString folder)
{
    const auto key = userKey();
    if (!key)
        co_return failure(key);
    const auto way = co_await api->sshCredentials(id, key->publicKey);
    if (!way)
        co_return failure(way);
    const QString name = id.toString();
    const QString certificateFile = QStringLiteral("%1/%2-cert.pub").arg(folder, name);
    const QString knownHostsFile = QStringLiteral("%1/%2.known_hosts").arg(folder, name);
    const QString alias = QStringLiteral("skybranch-") + name;
    if (const auto written = write(*way, folder, certificateFile, knownHostsFile, alias); !written)
        co_return failure(written);
    const auto line = sshCommandLine(*way, key->file, certificateFile, knownHostsFile, alias);
    if (!line)
        co_return failure(line);
    co_return SshCommand{*line, way->expiresAt};
}

} // namespace skybranch::client

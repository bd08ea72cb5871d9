// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <pwd.h>
#include <unistd.h>

namespace skybranch::test {

/// Runs a program to its end; an empty answer and a warning when it fails.
inline QByteArray runTool(const QString &program, const QStringList &arguments,
                          const QString &folder = {}, bool *ok = nullptr)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start();
    const bool good = process.waitForFinished(60'000)
        && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (ok)
        *ok = good;
    if (!good && !ok)
        qWarning("%s %s: %s", qPrintable(program), qPrintable(arguments.join(u' ')),
                 process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

/// A private git host: an sshd of its own that lets in only the keys it was told of, and gives them
/// git and nothing else. It listens on @p address alone: loopback, unless a VM has to reach it.
class GitRemote
{
public:
    explicit GitRemote(const QString &folder,
                       const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
        : m_folder(folder)
        , m_address(address)
    {
        QDir().mkpath(folder);
    }
    ~GitRemote() { stop(); }
    GitRemote(const GitRemote &) = delete;
    GitRemote &operator=(const GitRemote &) = delete;

    bool start()
    {
        runTool(QStringLiteral("ssh-keygen"),
                {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                 QStringLiteral("-N"), QString(), QStringLiteral("-f"), path("host_key")});
        write("authorized_keys", {});
        if (::getuid() == 0)
            QDir().mkpath(QStringLiteral("/run/sshd"));
        for (int attempt = 0; attempt < 5; ++attempt) {
            m_port = freePort();
            write("sshd_config", config());
            m_sshd = std::make_unique<QProcess>();
            m_sshd->setStandardErrorFile(path("sshd.log"));
            m_sshd->start(QStringLiteral("/usr/sbin/sshd"),
                          {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"),
                           path("sshd_config")});
            if (m_sshd->waitForStarted() && answers())
                return true;
            stop();
        }
        return false;
    }

    void stop()
    {
        if (!m_sshd)
            return;
        m_sshd->terminate();
        if (!m_sshd->waitForFinished(5000)) {
            m_sshd->kill();
            m_sshd->waitForFinished(5000);
        }
        m_sshd.reset();
    }

    /// "acme/shop" becomes an empty bare repository.
    void createRepository(const QString &name)
    {
        runTool(QStringLiteral("git"),
                {QStringLiteral("init"), QStringLiteral("-q"), QStringLiteral("--bare"),
                 repositoryFolder(name)});
    }

    QString repositoryFolder(const QString &name) const
    {
        return path("git") + u'/' + name + QStringLiteral(".git");
    }

    QString url(const QString &name) const
    {
        return QStringLiteral("ssh://%1@%2:%3%4")
            .arg(userName())
            .arg(m_address.toString())
            .arg(m_port)
            .arg(repositoryFolder(name));
    }

    /// Lets the holder of this public key in, as a deploy key does.
    void authorize(const QString &publicKey)
    {
        QFile file(path("authorized_keys"));
        if (file.open(QIODevice::Append))
            file.write("restrict,command=\"git-shell -c \\\"$SSH_ORIGINAL_COMMAND\\\"\" "
                       + publicKey.trimmed().toUtf8() + '\n');
    }

    /// What a user's known_hosts holds once the host is known.
    QByteArray knownHostsLine() const
    {
        const auto key = readFile(path("host_key.pub"));
        return "[" + m_address.toString().toLatin1() + "]:" + QByteArray::number(m_port) + ' '
            + key.value_or(QByteArray());
    }

    /// A user's ssh for this remote: a key that is let in, and the pinned host key.
    QString clientConfig()
    {
        const QString key = path("client_key");
        if (!QFile::exists(key)) {
            runTool(QStringLiteral("ssh-keygen"),
                    {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                     QStringLiteral("-N"), QString(), QStringLiteral("-f"), key});
            authorize(QString::fromUtf8(*readFile(key + QStringLiteral(".pub"))));
            write("known_hosts", knownHostsLine());
            write("client_config",
                  "Host *\n IdentitiesOnly yes\n StrictHostKeyChecking yes\n IdentityFile "
                      + key.toUtf8() + "\n UserKnownHostsFile " + path("known_hosts").toUtf8()
                      + '\n');
        }
        return path("client_config");
    }

private:
    QString path(const char *name) const { return m_folder + u'/' + QString::fromLatin1(name); }

    void write(const char *name, const QByteArray &content) const
    {
        if (auto written = writePrivateFile(path(name), content); !written)
            qWarning("%s", qPrintable(written.error().message));
    }

    static QString userName() { return QString::fromLocal8Bit(::getpwuid(::getuid())->pw_name); }

    quint16 freePort() const
    {
        QTcpServer server;
        server.listen(m_address);
        return server.serverPort();
    }

    bool answers() const
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 10'000 && m_sshd->state() == QProcess::Running) {
            QTcpSocket socket;
            socket.connectToHost(m_address, m_port);
            if (socket.waitForConnected(500) && socket.waitForReadyRead(2000))
                return true;
            m_sshd->waitForFinished(10);
        }
        return false;
    }

    QByteArray config() const
    {
        return "ListenAddress " + m_address.toString().toLatin1() + "\nPort "
            + QByteArray::number(m_port) + "\nHostKey " + path("host_key").toUtf8()
            + "\nPidFile none\nAuthorizedKeysFile "
            + path("authorized_keys").toUtf8()
            // What the user's shell does at a login is not part of a git host, and slow.
            + "\nSetEnv HOME="
            + m_folder.toUtf8()
            // The rig's folder may lie below a folder that all may write to.
            + "\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
              "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
              // A VM whose key is not known yet tries often, from the same address as everybody.
              "PerSourcePenalties no\nAllowTcpForwarding no\nX11Forwarding no\nLogLevel VERBOSE\n";
    }

    QString m_folder;
    QHostAddress m_address;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_sshd;
};

} // namespace skybranch::test

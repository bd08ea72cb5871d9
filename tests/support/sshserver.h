// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/process.h"
#include "support/result.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace skybranch::test {

/// The name that this process logs in with.
inline QString loginName()
{
    return QString::fromLocal8Bit(::getpwuid(::geteuid())->pw_name);
}

/// The content of a small file, without the line end.
inline QString fileLine(const QString &path)
{
    return QString::fromUtf8(readFile(path).value_or(QByteArray())).trimmed();
}

/// Processes that stand still until this object goes.
class Frozen
{
public:
    explicit Frozen(QList<qint64> processes)
        : m_processes(std::move(processes))
    {
        signalAll(SIGSTOP);
    }
    Q_DISABLE_COPY_MOVE(Frozen)
    ~Frozen() { signalAll(SIGCONT); }

private:
    void signalAll(int number) const
    {
        for (const qint64 process : m_processes)
            ::kill(pid_t(process), number);
    }

    QList<qint64> m_processes;
};

/// A real OpenSSH server on a free loopback port, run as this user, with a host key and a
/// certificate authority of its own. Logs in loginName() by a certificate for the principal
/// "vm-1" and nobody else. Ends with this object.
class SshServer
{
public:
    Result<> start(const QStringList &moreOptions = {})
    {
        if (auto made = makeKeys(); !made)
            return made;
        for (int attempt = 0; attempt < 5; ++attempt) {
            if (launch(moreOptions))
                return {};
        }
        return failure(ErrorCode::Unavailable, QStringLiteral("sshd did not start."), log());
    }

    ~SshServer() { stop(); }

    /// Ends the listener and every connection.
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        killConnections();
        m_process.terminate();
        m_process.waitForFinished(5000);
    }

    /// Ends the servers of the connections only, as a crash of the machine would.
    void killConnections()
    {
        for (const qint64 process : descendants(m_process.processId()))
            ::kill(pid_t(process), SIGKILL);
    }

    /// Stops the servers of the connections where they are, as a pause of the machine would.
    [[nodiscard]] Frozen freezeConnections() const
    {
        return Frozen(descendants(m_process.processId()));
    }

    quint16 port() const { return m_port; }
    QString hostKey() const { return fileLine(path("host.pub")); }
    QString log() const { return fileLine(path("log")).right(4000); }

    /// A certificate line for @p publicKey. @p validity is as ssh-keygen -V takes it.
    QString sign(const QString &publicKey, const QString &validity = QStringLiteral("-1m:+5m"),
                 const QString &principal = QStringLiteral("vm-1"))
    {
        const QString file = path("user.pub");
        if (!writePrivateFile(file, publicKey.toUtf8() + '\n'))
            return {};
        const auto signedKey = await(runProcess(
            {.program = QStringLiteral("ssh-keygen"),
             .arguments
             = {QStringLiteral("-q"), QStringLiteral("-s"), path("ca"), QStringLiteral("-I"),
                QStringLiteral("test"), QStringLiteral("-n"), principal, QStringLiteral("-V"),
                validity, QStringLiteral("-O"), QStringLiteral("clear"), QStringLiteral("-O"),
                QStringLiteral("permit-pty"), QStringLiteral("-O"),
                QStringLiteral("permit-port-forwarding"), QStringLiteral("-O"),
                QStringLiteral("permit-agent-forwarding"), file}}));
        if (!signedKey || signedKey->exitCode != 0)
            return {};
        return fileLine(path("user-cert.pub"));
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }

    Result<> makeKeys()
    {
        for (const char *name : {"host", "ca"}) {
            auto made
                = await(runProcess({.program = QStringLiteral("ssh-keygen"),
                                    .arguments = {QStringLiteral("-q"), QStringLiteral("-t"),
                                                  QStringLiteral("ed25519"), QStringLiteral("-N"),
                                                  QString(), QStringLiteral("-f"), path(name)}}));
            if (!made)
                return failure(made);
        }
        return writePrivateFile(path("principals"), "vm-1\n");
    }

    bool launch(const QStringList &moreOptions)
    {
        {
            QTcpServer probe;
            probe.listen(QHostAddress::LocalHost);
            m_port = probe.serverPort();
        }
        QStringList options{
            QStringLiteral("ListenAddress=127.0.0.1"),
            QStringLiteral("Port=%1").arg(m_port),
            QStringLiteral("HostKey=") + path("host"),
            QStringLiteral("TrustedUserCAKeys=") + path("ca.pub"),
            QStringLiteral("AuthorizedPrincipalsFile=") + path("principals"),
            QStringLiteral("AuthorizedKeysFile=none"),
            QStringLiteral("PasswordAuthentication=no"),
            QStringLiteral("KbdInteractiveAuthentication=no"),
            QStringLiteral("PermitRootLogin=prohibit-password"),
            // The folder is under /tmp, which everybody may write to.
            QStringLiteral("StrictModes=no"),
            QStringLiteral("UsePAM=no"),
            QStringLiteral("PidFile=none"),
            QStringLiteral("PrintMotd=no"),
            QStringLiteral("PrintLastLog=no"),
            // Refused logins are what many tests are about.
            QStringLiteral("PerSourcePenalties=no"),
            QStringLiteral("MaxStartups=100"),
            QStringLiteral("LogLevel=VERBOSE"),
        };
        QStringList arguments{QStringLiteral("-D"), QStringLiteral("-f"), QStringLiteral("none"),
                              QStringLiteral("-E"), path("log")};
        // The first value of an option counts.
        for (const QString &option : moreOptions + options)
            arguments << QStringLiteral("-o") << option;
        // What sshd separates its privileges in; there is none where it never ran as a service.
        if (::geteuid() == 0)
            QDir().mkpath(QStringLiteral("/run/sshd"));
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.start(QStringLiteral("/usr/sbin/sshd"), arguments);
        return QTest::qWaitFor(
                   [this] {
                       return m_process.state() == QProcess::NotRunning
                           || log().contains(u"Server listening");
                   },
                   10'000)
            && m_process.state() != QProcess::NotRunning; // it may count as starting still
    }

    static QList<qint64> descendants(qint64 parent)
    {
        QList<qint64> result;
        QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
        if (!file.open(QIODevice::ReadOnly))
            return result;
        for (const QByteArray &word : file.readAll().simplified().split(' ')) {
            if (const qint64 child = word.toLongLong())
                result << child << descendants(child);
        }
        return result;
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace skybranch::test

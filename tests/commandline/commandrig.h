// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "support/backend.h"
#include "support/gitdaemon.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

namespace skybranch::test {

/// How a program ended, and what it said.
struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// The command line as a user of a computer without a display has it: a home of its own, and a
/// public git host.
class CommandRig
{
public:
    bool start()
    {
        QDir().mkpath(home());
        QDir().mkpath(path("run"));
        QFile::setPermissions(path("run"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return host.start();
    }

    /// From now on a backend that is there already is used, as an organisation's.
    bool useServer()
    {
        m_server = std::make_unique<BackendProcess>();
        QFile key(path("key"));
        return m_server->start() && key.open(QIODevice::WriteOnly)
            && key.write(m_server->key() + '\n') > 0;
    }

    BackendProcess &server() const { return *m_server; }

    /// From now on that backend has to be named, and its key is only in the keychain of this
    /// process's session bus.
    void useKeychain() { m_usesKeychain = true; }

    static QString program()
    {
        return qEnvironmentVariable("SKYBRANCH_BIN") + QStringLiteral("/skybranch");
    }

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM",
                                 "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK"})
            environment.remove(QLatin1StringView(name));
        environment.insert(QStringLiteral("HOME"), home());
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), path("run"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        if (m_usesKeychain) {
            const QString bus = QStringLiteral("DBUS_SESSION_BUS_ADDRESS");
            environment.insert(bus, qEnvironmentVariable(qPrintable(bus)));
        } else if (m_server) {
            environment.insert(QStringLiteral("SKYBRANCH_SERVER"), m_server->base());
            environment.insert(QStringLiteral("SKYBRANCH_API_KEY_FILE"), path("key"));
        }
        return environment;
    }

    std::unique_ptr<QProcess> begin(const QString &name, const QStringList &arguments,
                                    const QString &folder = {}) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment());
        process->setWorkingDirectory(folder.isEmpty() ? home() : folder);
        process->start(name, arguments);
        return process;
    }

    /// The test's own event loop goes on meanwhile.
    static Ended end(QProcess &process)
    {
        const bool over = QTest::qWaitFor(
            [&process] { return process.state() == QProcess::NotRunning; }, 90'000);
        Ended ended{.out = process.readAllStandardOutput(), .err = process.readAllStandardError()};
        if (over && process.exitStatus() == QProcess::NormalExit)
            ended.code = process.exitCode();
        return ended;
    }

    Ended run(const QString &name, const QStringList &arguments, const QString &folder = {},
              const QByteArray &input = {}) const
    {
        const auto process = begin(name, arguments, folder);
        process->write(input);
        process->closeWriteChannel();
        const Ended ended = end(*process);
        if (ended.code != 0)
            qInfo() << name << arguments << "ended with" << ended.code << ended.err;
        return ended;
    }

    Ended skybranch(const QStringList &arguments, const QString &folder = {}) const
    {
        return run(program(), arguments, folder);
    }

    /// Those of @p name that have @p word in their command line, and belong to this rig.
    QSet<qint64> processes(const QString &name, const QString &word) const
    {
        QSet<qint64> found;
        const QByteArray end = '/' + name.toUtf8();
        for (const QString &id : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
            const QByteArray line = commandLine(id);
            const QByteArrayList words = line.split('\0');
            if (words.first().endsWith(end) && words.contains(word.toUtf8())
                && line.contains(home().toUtf8()) && line != commandLine(parentOf(id)))
                found.insert(id.toLongLong());
        }
        return found;
    }

    /// The id of a new one that runs; empty where it fails.
    QString create(const QString &name) const
    {
        return skybranch({QStringLiteral("create"), QStringLiteral("--repo"), host.url(),
                          QStringLiteral("--branch"), QStringLiteral("topic"),
                          QStringLiteral("--name"), name, QStringLiteral("--json")})
            .json()
            .value(QStringLiteral("workspace"))[QStringLiteral("id")]
            .toString();
    }

    QJsonArray list() const
    {
        return skybranch({QStringLiteral("list"), QStringLiteral("--json")})
            .json()
            .value(QStringLiteral("workspaces"))
            .toArray();
    }

    QString stateOf(const QString &id) const
    {
        return skybranch({QStringLiteral("status"), id, QStringLiteral("--json")})
            .json()
            .value(QStringLiteral("workspace"))[QStringLiteral("status")]
            .toString();
    }

    /// VMs outlive their backend.
    bool deleteAll() const
    {
        for (const QJsonValue &workspace : list())
            skybranch({QStringLiteral("delete"), workspace[QStringLiteral("id")].toString(),
                       QStringLiteral("--yes"), QStringLiteral("--wait")});
        return list().isEmpty();
    }

    QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }
    QString home() const { return path("home"); }
    QString dataFolder() const { return home() + QStringLiteral("/.local/share/skybranch"); }

    GitDaemon host;

private:
    static QByteArray commandLine(const QString &id)
    {
        return readFile(QStringLiteral("/proc/%1/cmdline").arg(id)).value_or(QByteArray());
    }

    /// Between its fork and its exec, a child looks like its parent.
    static QString parentOf(const QString &id)
    {
        const QByteArray status
            = readFile(QStringLiteral("/proc/%1/status").arg(id)).value_or(QByteArray());
        const qsizetype at = status.indexOf("\nPPid:");
        return QString::fromLatin1(status.sliced(std::max<qsizetype>(at, 0)).simplified())
            .section(u' ', 1, 1);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<BackendProcess> m_server;
    bool m_usesKeychain = false;
};

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "support/result.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace skybranch::test {

/// A real GNOME Keyring, unlocked and empty, on a session bus of its own which becomes this
/// process's session bus. Both end with this object.
class Keyring
{
public:
    Result<> start()
    {
        if (!startBus() || !startDaemon())
            return failure(
                ErrorCode::Unavailable, QStringLiteral("No keyring started."),
                QString::fromUtf8(m_bus.readAllStandardError() + m_daemon.readAllStandardError()));
        return {};
    }

    ~Keyring()
    {
        for (QProcess *process : {&m_daemon, &m_bus}) {
            if (process->state() == QProcess::NotRunning)
                continue;
            process->terminate();
            process->waitForFinished(5000);
        }
    }

private:
    bool startBus()
    {
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--session"), QStringLiteral("--nofork"),
                     QStringLiteral("--print-address")});
        if (!QTest::qWaitFor([this] { return m_bus.canReadLine(); }, 10'000))
            return false;
        return qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    }

    bool startDaemon()
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"XDG_DATA_HOME", "XDG_RUNTIME_DIR", "HOME"})
            environment.insert(QLatin1StringView(name), m_folder.path());
        m_daemon.setProcessEnvironment(environment);
        m_daemon.start(QStringLiteral("gnome-keyring-daemon"),
                       {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                        QStringLiteral("--components=secrets")});
        m_daemon.write("a password");
        m_daemon.closeWriteChannel();
        const QDeadlineTimer deadline(10'000);
        while (m_daemon.state() != QProcess::NotRunning && !deadline.hasExpired()) {
            if (isAtService())
                return true;
        }
        return false;
    }

    /// Before, a request would make the bus start a keyring that is locked.
    static bool isAtService()
    {
        const auto asked = await(
            runProcess({.program = QStringLiteral("dbus-send"),
                        .arguments = {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                                      QStringLiteral("--dest=org.freedesktop.DBus"),
                                      QStringLiteral("/org/freedesktop/DBus"),
                                      QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                                      QStringLiteral("string:org.freedesktop.secrets")}}));
        return asked && asked->out.contains("boolean true");
    }

    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_daemon;
};

} // namespace skybranch::test

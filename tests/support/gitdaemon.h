// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/gitremote.h"

#include <QTemporaryDir>
#include <QTest>

namespace skybranch::test {

/// A public git host on loopback with one repository of two commits, on main and on topic.
class GitDaemon
{
public:
    bool start()
    {
        const QString work = m_folder.filePath(QStringLiteral("work"));
        git({"init", "-q", "-b", "main", work});
        QFile file(work + QStringLiteral("/README"));
        if (!file.open(QIODevice::WriteOnly) || file.write("hello\n") < 0)
            return false;
        file.close();
        git({"-C", work, "add", "README"});
        git({"-C", work, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q",
             "-m", "first"});
        git({"-C", work, "branch", "topic"});
        git({"clone", "-q", "--bare", work, m_folder.filePath(QStringLiteral("git/shop.git"))});
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
        probe.close();
        m_daemon.start(QStringLiteral("git"),
                       {QStringLiteral("daemon"), QStringLiteral("--listen=127.0.0.1"),
                        QStringLiteral("--port=%1").arg(m_port), QStringLiteral("--export-all"),
                        QStringLiteral("--base-path=") + m_folder.filePath(QStringLiteral("git"))});
        return m_daemon.waitForStarted() && answers();
    }

    ~GitDaemon()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    QString url() const { return QStringLiteral("git://127.0.0.1:%1/shop.git").arg(m_port); }

    quint16 port() const { return m_port; }

    /// From now on anybody may push.
    void allowPush()
    {
        git({"-C", m_folder.filePath(QStringLiteral("git/shop.git")), "config",
             "daemon.receivepack", "true"});
    }

    /// The working copy, as a developer's computer has it.
    QString work() const { return m_folder.filePath(QStringLiteral("work")); }

private:
    struct Word : QString
    {
        Word(const char *text)
            : QString(QString::fromLatin1(text))
        {
        }
        Word(const QString &text)
            : QString(text)
        {
        }
    };

    static void git(std::initializer_list<Word> words)
    {
        QStringList arguments;
        for (const Word &word : words)
            arguments << word;
        runTool(QStringLiteral("git"), arguments);
    }

    bool answers() const
    {
        for (int i = 0; i < 100; ++i) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_port);
            if (socket.waitForConnected(100))
                return true;
            QTest::qWait(20);
        }
        return false;
    }

    QTemporaryDir m_folder;
    quint16 m_port = 0;
    QProcess m_daemon;
};

} // namespace skybranch::test

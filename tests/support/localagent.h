// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "support/result.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace skybranch::test {

/// A real ssh-agent with one key, whose comment is "vera".
class LocalAgent
{
public:
    bool start()
    {
        m_process.start(QStringLiteral("ssh-agent"),
                        {QStringLiteral("-D"), QStringLiteral("-a"), path()});
        if (!QTest::qWaitFor([this] { return QFile::exists(path()); }, 10'000))
            return false;
        const QString key = m_folder.filePath(QStringLiteral("key"));
        const QStringList make{QStringLiteral("-q"),
                               QStringLiteral("-t"),
                               QStringLiteral("ed25519"),
                               QStringLiteral("-N"),
                               QString(),
                               QStringLiteral("-C"),
                               QStringLiteral("vera"),
                               QStringLiteral("-f"),
                               key};
        auto made = await(runProcess({.program = QStringLiteral("ssh-keygen"), .arguments = make}));
        ProcessSpec add{.program = QStringLiteral("ssh-add"), .arguments = {key}};
        add.environment.insert(QStringLiteral("SSH_AUTH_SOCK"), path());
        auto added = await(runProcess(add));
        return made && added && added->exitCode == 0;
    }

    ~LocalAgent()
    {
        m_process.terminate();
        m_process.waitForFinished(5000);
    }

    QString path() const { return m_folder.filePath(QStringLiteral("agent")); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

namespace skybranch::test {

/// A script under Node.js that sees the packages of tests/node. It talks in lines: what it prints
/// is read with waitForLine(), what it is told is written with tell(). Made by
/// skybranch_node_test(), which tells where scripts and packages are.
class NodeScript
{
public:
    /// Starts @p script of the test's own folder, with @p variables in its environment. All scripts
    /// of that folder lie beside it.
    Result<> start(const QString &script, const QMap<QString, QString> &variables = {})
    {
        const QDir scripts(QStringLiteral(SKYBRANCH_NODE_SCRIPTS));
        const QStringList kinds{QStringLiteral("*.mjs"), QStringLiteral("*.mts"),
                                QStringLiteral("*.ts")};
        for (const QString &file : scripts.entryList(kinds, QDir::Files))
            QFile::copy(scripts.filePath(file), m_folder.filePath(file));
        // Packages are searched for beside the script.
        if (!QFile::link(QStringLiteral(SKYBRANCH_NODE_FOLDER "/node_modules"),
                         m_folder.filePath(QStringLiteral("node_modules"))))
            return failure(ErrorCode::Internal, QStringLiteral("No link to node_modules."));
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto &[name, value] : variables.asKeyValueRange())
            environment.insert(name, value);
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(m_folder.path());
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("node"), {script});
        if (!m_process.waitForStarted())
            return failure(ErrorCode::NotFound, m_process.errorString());
        return {};
    }

    ~NodeScript()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// The next line that it prints, without its end. Empty: none came in @p timeoutMs.
    QByteArray waitForLine(int timeoutMs = 30'000)
    {
        (void)QTest::qWaitFor([this] { return m_process.canReadLine(); }, timeoutMs);
        return m_process.readLine().trimmed();
    }

    void tell(const QByteArray &line) { m_process.write(line + '\n'); }

    /// Its exit code once it has ended; -1 where it has not, or crashed.
    int waitForEnd(int timeoutMs = 60'000)
    {
        m_process.closeWriteChannel();
        const bool ended = QTest::qWaitFor(
            [this] { return m_process.state() == QProcess::NotRunning; }, timeoutMs);
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace skybranch::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <optional>

namespace skybranch::test {

/// skybranchd as a user starts it, with a data folder of its own. Whatever it has made is removed
/// with it.
class BackendProcess
{
public:
    /// Where the programs are that were built with this test.
    static QString program(const QString &name)
    {
        return QCoreApplication::applicationDirPath() + u'/' + name;
    }

    explicit BackendProcess(const QString &backend = program(QStringLiteral("skybranchd")))
        : m_program(backend)
    {
        QFile key(m_folder.filePath(QStringLiteral("key")));
        if (key.open(QIODevice::WriteOnly))
            key.write(m_key + '\n');
    }

    ~BackendProcess()
    {
        if (!isRunning() && QDir(dataFolder()).exists(QStringLiteral("postgres")) && !start())
            qWarning() << "skybranchd does not start for its end:" << errors();
        if (isRunning()) {
            removeAll();
            terminate();
        }
        kill();
    }
    BackendProcess(const BackendProcess &) = delete;
    BackendProcess &operator=(const BackendProcess &) = delete;

    /// True when it has said that it is ready.
    bool start(const QStringList &more = {})
    {
        begin(QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                          QStringLiteral("--data-dir"), dataFolder(),
                          QStringLiteral("--api-key-file"),
                          m_folder.filePath(QStringLiteral("key"))}
              + more);
        (void)QTest::qWaitFor([this] { return m_output.contains('\n') || !isRunning(); }, 150'000);
        const QByteArray ready = "skybranchd ready on ";
        if (!m_output.startsWith(ready))
            return false;
        m_base = QString::fromUtf8(m_output.sliced(ready.size()).trimmed());
        return true;
    }

    void begin(const QStringList &arguments)
    {
        m_output.clear();
        m_errors.clear();
        m_process = std::make_unique<QProcess>();
        QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, m_process.get(),
                         [this] { m_output += m_process->readAllStandardOutput(); });
        QObject::connect(m_process.get(), &QProcess::readyReadStandardError, m_process.get(),
                         [this] { m_errors += m_process->readAllStandardError(); });
        m_process->start(m_program, arguments);
    }

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }

    /// The exit code; nullopt where it did not end by itself.
    std::optional<int> waitForEnd(int timeoutMs = 40'000)
    {
        if (!QTest::qWaitFor([this] { return !isRunning(); }, timeoutMs)
            || m_process->exitStatus() != QProcess::NormalExit)
            return std::nullopt;
        return m_process->exitCode();
    }

    std::optional<int> terminate()
    {
        m_process->terminate();
        return waitForEnd();
    }

    /// As the kernel does when memory is out.
    void kill()
    {
        if (!isRunning())
            return;
        ::kill(pid_t(m_process->processId()), SIGKILL);
        (void)QTest::qWaitFor([this] { return !isRunning(); }, 10'000);
    }

    /// Deletes every workspace and waits until they are gone.
    void removeAll()
    {
        HttpClient http = client();
        const auto list = [&http] {
            return http.get(QStringLiteral("/api/workspaces"))
                .json()
                .value(QStringLiteral("workspaces"))
                .toArray();
        };
        const QJsonArray all = list();
        for (const QJsonValue &workspace : all)
            http.send("DELETE",
                      QStringLiteral("/api/workspaces/")
                          + workspace[QStringLiteral("id")].toString());
        (void)QTest::qWaitFor([&] { return list().isEmpty(); }, 60'000);
    }

    /// The id of a new workspace of the branch "topic" of @p remote; empty where it is refused.
    QString createWorkspace(const QString &remote,
                            const QString &seed = QStringLiteral("remote")) const
    {
        HttpClient http = client();
        const HttpReply repository
            = http.post(QStringLiteral("/api/repositories"), {{QStringLiteral("url"), remote}});
        const HttpReply workspace = http.post(
            QStringLiteral("/api/workspaces"),
            {{QStringLiteral("repositoryId"), repository.json().value(QStringLiteral("id"))},
             {QStringLiteral("name"), QStringLiteral("Fix the cart")},
             {QStringLiteral("branch"), QStringLiteral("topic")},
             {QStringLiteral("seed"), seed}});
        return workspace.json().value(QStringLiteral("id")).toString();
    }

    QJsonObject workspace(const QString &id) const
    {
        return client().get(QStringLiteral("/api/workspaces/") + id).json();
    }

    bool waitForStatus(const QString &id, const QString &status) const
    {
        return QTest::qWaitFor(
            [&] { return workspace(id).value(QStringLiteral("status")).toString() == status; },
            60'000);
    }

    HttpClient client() const { return {m_base, m_key}; }
    QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    QString base() const { return m_base; }
    QByteArray key() const { return m_key; }
    QByteArray output() const { return m_output; }
    QByteArray errors() const { return m_errors; }
    QProcess &process() { return *m_process; }

private:
    const QByteArray m_key = "the-key-of-this-test-backend";
    const QString m_program;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    QString m_base;
    QByteArray m_output;
    QByteArray m_errors;
};

} // namespace skybranch::test

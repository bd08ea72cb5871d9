// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>

#include <memory>
#include <optional>

namespace skybranch::soak {

/// A desktop in a process of its own, with a clone of the repository.
class Desktop
{
public:
    Desktop(QString folder, QString backendUrl, QString keyFile);
    ~Desktop();
    Desktop(const Desktop &) = delete;
    Desktop &operator=(const Desktop &) = delete;

    bool start(); ///< false where it does not show its worktrees in time
    void kill(); ///< as the kernel does when memory is out
    bool end(); ///< as when its window is closed; false where it does not end in time
    void signal(int number);
    bool isRunning() const;
    qint64 process() const { return m_process ? m_process->processId() : 0; }

    /// Nothing where it does not answer in time.
    std::optional<QJsonObject> ask(QJsonObject order, int timeoutMs = 10'000);

    /// The rows that it shows now.
    QJsonArray rows();

    /// The row of a cloud workspace; empty where it shows none.
    QString rowOf(const QString &workspaceId);

    QString clone() const { return m_folder + QStringLiteral("/shop"); }
    QString log() const { return m_folder + QStringLiteral("/log"); }

private:
    void read();

    QString m_folder;
    QString m_backendUrl;
    QString m_keyFile;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_lines;
    QHash<int, QJsonObject> m_answers;
    int m_lastId = 0;
};

} // namespace skybranch::soak

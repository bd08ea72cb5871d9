// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "balancer.h"
#include "clouddb/database.h"
#include "database.h"
#include "machines.h"
#include "support/backend.h"
#include "support/gitdaemon.h"
#include "user.h"

#include <array>

namespace skybranch::soak {

/// Three backends over one database and the sandboxes of this computer, a balancer before them and
/// users who know only that.
class Replicas
{
public:
    static constexpr int count = 3;
    static constexpr int users = 4;

    Replicas();
    ~Replicas();
    Replicas(const Replicas &) = delete;
    Replicas &operator=(const Replicas &) = delete;

    bool start();
    bool startBackend(int index);
    bool isRunning(int index) const { return m_backends[size_t(index)]->isRunning(); }
    void kill(int index) { m_backends[size_t(index)]->kill(); }

    /// Asks it to end and does not wait for that.
    void end(int index) { signal(index, SIGTERM); }
    void signal(int index, int number);

    /// Starts what was killed, thaws what was frozen and mends what was cut. Says what does not
    /// come back.
    QString heal();

    Database &database() { return m_database; }
    Machines &machines() { return *m_machines; }
    User &user(int index) { return *m_users[size_t(index)]; }
    test::BackendProcess &backend(int index) { return *m_backends[size_t(index)]; }
    QString remote() const { return m_git.url(); }

    /// What users were answered since it was asked last, in words.
    QString takeAnswers();

    /// One number out of the database itself; -1 while it does not answer.
    qint64 number(const QString &sql);

    QList<std::pair<QString, QByteArray>> logs();

private:
    QString shared(const QString &name) const { return m_dir.filePath(name); }

    QTemporaryDir m_dir;
    test::GitDaemon m_git;
    Database m_database;
    std::unique_ptr<Machines> m_machines;
    std::unique_ptr<clouddb::Database> m_sql;
    Balancer m_balancer{count};
    QStringList m_options;
    std::array<std::unique_ptr<test::BackendProcess>, count> m_backends;
    std::array<QByteArray, count> m_oldLogs; ///< of those before the ones that run
    std::vector<std::unique_ptr<User>> m_users;
};

} // namespace skybranch::soak

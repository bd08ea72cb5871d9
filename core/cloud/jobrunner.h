// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "clouddb/jobqueue.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <optional>

namespace skybranch::cloud {

/// How a job has ended.
struct JobEnding
{
    /// Writes the outcome, in the transaction that removes the job. Empty: nothing to write.
    std::function<Result<>(clouddb::Transaction &)> write{};
    /// Set: the job is not done; it is tried again after this time.
    std::optional<std::chrono::milliseconds> again{};
    QString reason{}; ///< why it is tried again, for the log
};

/// Does one job. It ends early with an error when the token is stopped.
using JobHandler = std::function<QCoro::Task<JobEnding>(clouddb::Job, StopToken)>;

/// Leases jobs and has them done, several at once and one of a workspace at a time. What a killed
/// backend had leased is done by another one when the lease has ended.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString owner; ///< names this process
        int atOnce = 8;
        std::chrono::milliseconds lease{15'000};
        std::chrono::milliseconds renewal{5'000};
        int maxAttempts = 25; ///< of a job other than "delete"; then it is given up
    };

    JobRunner(clouddb::Database &database, JobHandler handler, Options options);
    ~JobRunner() override;

    void start();

    /// Something may be due: jobs have been added, or somebody has asked for the end of one.
    void wake();

    /// Takes no more jobs, cancels those that run, gives their leases back and ends with them.
    Task<> stop();

    int running() const { return int(m_running.size()); }

Q_SIGNALS:
    /// It is done, or to be done again later: the workspace may be in another state.
    void jobEnded();

private:
    struct Running
    {
        clouddb::Job job;
        StopSource stop;
    };

    QCoro::Task<> fill();
    QCoro::Task<> run(clouddb::Job job);
    QCoro::Task<> renewAll();
    QCoro::Task<> renew(clouddb::Job job);
    QCoro::Task<> cancelUnwanted(clouddb::Job job);
    Task<> end(clouddb::Job job, JobEnding ending);
    Task<> drop(clouddb::Job job);
    Task<> giveUp(clouddb::Job job, QString message);
    std::optional<clouddb::Job> forget(const clouddb::Job &ended);
    void enter() { ++m_busy; }
    void leave();

    clouddb::Database &m_database;
    clouddb::JobQueue m_queue;
    JobHandler m_handler;
    Options m_options;
    std::map<QString, Running> m_running; ///< by the job's id
    QTimer m_due;
    QTimer m_renewal;
    Completion<> m_idle;
    int m_busy = 0; ///< coroutines of this object that have not ended
    bool m_filling = false;
    bool m_fillAgain = false;
    bool m_stopping = false;
};

} // namespace skybranch::cloud

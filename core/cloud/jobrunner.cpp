// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/jobrunner.h"

#include "base/log.h"
#include "cloud/givenup.h"
#include "cloud/jobs.h"
#include "cloud/names.h"
#include "clouddb/systemstore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

Q_LOGGING_CATEGORY(lcJobs, "skybranch.jobs")

// Between looks at the queue when nothing wakes us: a lost notification costs no more than this.
constexpr std::chrono::milliseconds longestWait{10'000};
constexpr std::chrono::milliseconds shortestWait{10};

/// The database could not be asked; the same may well work later.
bool isAway(const Error &error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::Cancelled;
}

} // namespace

JobRunner::JobRunner(clouddb::Database &database, JobHandler handler, Options options)
    : m_database(database)
    , m_queue(database)
    , m_handler(std::move(handler))
    , m_options(std::move(options))
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, [this] { fill(); });
    connect(&m_renewal, &QTimer::timeout, this, [this] { renewAll(); });
}

JobRunner::~JobRunner()
{
    Q_ASSERT_X(m_busy == 0, "JobRunner", "stop() has not ended");
}

void JobRunner::start()
{
    m_renewal.start(m_options.renewal);
    fill();
}

void JobRunner::wake()
{
    for (const auto &[id, running] : m_running) {
        if (running.job.kind != jobkind::remove)
            cancelUnwanted(running.job);
    }
    fill();
}

Task<> JobRunner::stop()
{
    m_stopping = true;
    m_due.stop();
    m_renewal.stop();
    for (const auto &[id, running] : m_running)
        StopSource(running.stop).request_stop();
    if (m_busy > 0)
        co_await m_idle.wait();
    co_return Result<>{};
}

QCoro::Task<> JobRunner::fill()
{
    if (m_filling || m_stopping) {
        m_fillAgain = true;
        co_return;
    }
    enter();
    m_filling = true;
    do {
        m_fillAgain = false;
        while (!m_stopping && running() < m_options.atOnce) {
            auto job = co_await m_queue.lease(m_options.owner, m_options.lease);
            if (!job)
                qCWarning(lcJobs).noquote() << "no job can be leased:" << describe(job.error());
            if (job && *job && m_stopping)
                co_await m_queue.fail(**job, std::chrono::milliseconds(0), u"Stopped."_s);
            if (!job || !*job || m_stopping)
                break;
            const auto known = m_running.find((*job)->id.toString());
            if (known == m_running.end())
                run(std::move(**job));
            else // Our own lease had expired while the job goes on: this is its new one.
                known->second.job = std::move(**job);
        }
    } while (m_fillAgain && !m_stopping);
    const auto due = co_await m_queue.nextDue();
    m_filling = false;
    if (!m_stopping) {
        const auto wait
            = std::clamp(due ? due->value_or(longestWait) : longestWait, shortestWait, longestWait);
        m_due.start(m_fillAgain ? shortestWait : running() < m_options.atOnce ? wait : longestWait);
    }
    leave();
}

QCoro::Task<> JobRunner::run(clouddb::Job job)
{
    enter();
    StopSource stop;
    m_running.emplace(job.id.toString(), Running{job, stop});
    qCInfo(lcJobs).noquote() << job.kind << "of" << job.workspaceId.toString() << "begins, attempt"
                             << job.attempt;
    Result<> ended;
    clouddb::Job last = job;
    if (job.attempt > m_options.maxAttempts && job.kind != jobkind::remove) {
        ended = co_await giveUp(job, triedTooOften(job));
    } else {
        const JobEnding ending = co_await m_handler(job, stop.get_token());
        // The lease may have been renewed by leasing it anew.
        last = m_running.at(job.id.toString()).job;
        ended = co_await end(last, ending);
    }
    if (!ended)
        qCWarning(lcJobs).noquote() << job.kind << "of" << job.workspaceId.toString()
                                    << "could not be ended:" << describe(ended.error());
    Q_EMIT jobEnded();
    const auto again = forget(last);
    if (again && m_stopping)
        co_await m_queue.fail(*again, std::chrono::milliseconds(0), u"Stopped."_s);
    else if (again)
        run(*again);
    else if (!m_stopping)
        fill();
    leave();
}

Task<> JobRunner::end(clouddb::Job job, JobEnding ending)
{
    if (m_stopping && ending.again)
        ending.again = std::chrono::milliseconds(0);
    auto written = co_await m_database.run(
        u"job.end"_s, [job, ending](clouddb::Transaction &transaction) -> Result<> {
            const auto left = ending.again
                ? clouddb::JobQueue::fail(transaction, job, *ending.again, ending.reason)
                : clouddb::JobQueue::complete(transaction, job);
            if (!left)
                return left;
            return ending.write ? ending.write(transaction) : Result<>{};
        });
    if (written || isAway(written.error()))
        co_return written;
    if (written.error().code == ErrorCode::Conflict)
        co_return co_await drop(job);
    qCWarning(lcJobs).noquote() << "the outcome of" << job.kind << "of"
                                << job.workspaceId.toString()
                                << "is refused:" << describe(written.error());
    co_return co_await giveUp(job, outcomeRefused(job));
}

/// The state has moved on meanwhile and does not take the outcome; the job is done even so. Where
/// the lease was lost instead, this fails as well, and the new owner decides.
Task<> JobRunner::drop(clouddb::Job job)
{
    co_return co_await m_database.run(u"job.drop"_s, [job](clouddb::Transaction &transaction) {
        return clouddb::JobQueue::complete(transaction, job);
    });
}

Task<> JobRunner::giveUp(clouddb::Job job, QString message)
{
    co_return co_await m_database.run(u"job.giveUp"_s,
                                      [job, message](clouddb::Transaction &transaction) {
                                          return cloud::giveUp(transaction, job, message);
                                      });
}

QCoro::Task<> JobRunner::renewAll()
{
    QList<clouddb::Job> jobs;
    for (const auto &[id, running] : m_running)
        jobs.append(running.job);
    for (const clouddb::Job &job : jobs) {
        renew(job);
        cancelUnwanted(job);
    }
    co_return;
}

QCoro::Task<> JobRunner::renew(clouddb::Job job)
{
    enter();
    const auto renewed = co_await m_queue.renew(job, m_options.lease);
    const auto running = m_running.find(job.id.toString());
    if (!renewed && renewed.error().code == ErrorCode::Conflict && running != m_running.end()) {
        qCWarning(lcJobs).noquote() << "the lease of" << job.kind << "of"
                                    << job.workspaceId.toString() << "was lost; it is left alone";
        running->second.stop.request_stop();
    }
    leave();
}

QCoro::Task<> JobRunner::cancelUnwanted(clouddb::Job job)
{
    enter();
    const auto workspace
        = co_await m_database.run(u"job.wanted"_s, [job](clouddb::Transaction &transaction) {
              return clouddb::SystemStore(transaction).findWorkspace(job.workspaceId);
          });
    const auto running = m_running.find(job.id.toString());
    if (workspace && isGoing(workspace->pending) && job.kind != jobkind::remove
        && running != m_running.end())
        running->second.stop.request_stop();
    leave();
}

/// The same job, where it has been leased anew since that end was written: it is to be begun again.
std::optional<clouddb::Job> JobRunner::forget(const clouddb::Job &ended)
{
    const clouddb::Job now = m_running.extract(ended.id.toString()).mapped().job;
    return now.attempt != ended.attempt ? std::optional(now) : std::nullopt;
}

void JobRunner::leave()
{
    --m_busy;
    if (m_busy == 0 && m_stopping)
        m_idle.finish({});
}

} // namespace skybranch::cloud

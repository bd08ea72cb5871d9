// SPDX-License-Identifier: GPL-3.0-or-later
#include "clouddb/jobqueue.h"

#include "clouddb/rowreaders.h"

namespace skybranch::clouddb {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr int leaseTries = 5;

// A job is due when its time has come and nobody has it, or whoever has it has not renewed. A
// workspace with a leased job waits, also when that lease has expired: then that job comes first.
const QString leaseSql = uR"(
    WITH next AS (
        SELECT j.id FROM jobs j
        WHERE (j.lease_owner IS NULL AND j.run_at <= now() OR j.lease_expires_at <= now())
          AND NOT EXISTS (SELECT FROM jobs o WHERE o.workspace_id = j.workspace_id
                          AND o.id <> j.id AND o.lease_owner IS NOT NULL)
        ORDER BY j.seq LIMIT 1
        FOR UPDATE SKIP LOCKED)
    UPDATE jobs SET lease_owner = ?, attempts = attempts + 1,
                    lease_expires_at = now() + make_interval(secs => ?)
    FROM next WHERE jobs.id = next.id
    RETURNING jobs.*)"_s;

// Whoever leases a job anew counts an attempt: so owner and attempt together are one lease.
const QString isOurs
    = u"WHERE id = ? AND organization_id = ? AND lease_owner = ? AND attempts = ?"_s;

QVariantList leaseOf(const Job &job)
{
    return {bind(job.id), bind(job.organizationId), job.leaseOwner, job.attempt};
}

double seconds(milliseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

Job jobOf(const Row &row)
{
    return {.id = row.id<JobId>("id"_L1),
            .organizationId = row.id<OrganizationId>("organization_id"_L1),
            .workspaceId = row.id<WorkspaceId>("workspace_id"_L1),
            .kind = row.text("kind"_L1),
            .payload = row.object("payload"_L1),
            .attempt = int(row.number("attempts"_L1)),
            .leaseOwner = row.text("lease_owner"_L1),
            .leaseExpiresAt = row.time("lease_expires_at"_L1),
            .createdAt = row.time("created_at"_L1)};
}

std::unexpected<Error> lost()
{
    return failure(ErrorCode::Conflict,
                   u"Somebody else has gone on with this. Look again in a moment."_s);
}

Result<> stillOurs(const Result<Rows> &rows)
{
    if (!rows)
        return failure(rows);
    if (rows->affected == 0)
        return lost();
    return {};
}

Result<> wakeRunners(Transaction &transaction)
{
    return transaction.exec(u"SELECT pg_notify('jobs', '')"_s).transform([](const Rows &) { });
}

} // namespace

JobQueue::JobQueue(Database &database)
    : m_database(database)
{
}

Result<JobId> JobQueue::enqueue(Transaction &transaction, const NewJob &job)
{
    const auto id = JobId::create();
    const auto inserted = transaction.exec(
        u"WITH job AS (INSERT INTO jobs (id, organization_id, workspace_id, kind, payload, run_at) "
        "VALUES (?, ?, ?, ?, ?::jsonb, now() + make_interval(secs => ?)) RETURNING id) "
        "SELECT pg_notify('jobs', '') FROM job"_s,
        {bind(id), bind(job.organizationId), bind(job.workspaceId), job.kind, jsonOf(job.payload),
         seconds(job.delay)});
    return inserted.transform([id](const Rows &) { return id; });
}

Task<std::optional<Job>> JobQueue::tryLease(QString owner, milliseconds duration)
{
    co_return co_await m_database.run(
        u"lease a job"_s,
        [owner, duration](Transaction &transaction) -> Result<std::optional<Job>> {
            const auto rows = transaction.exec(leaseSql, {owner, seconds(duration)});
            if (!rows)
                return failure(rows);
            return rows->isEmpty() ? std::optional<Job>() : jobOf(rows->first());
        });
}

Task<std::optional<Job>> JobQueue::lease(QString owner, milliseconds duration)
{
    // Conflict: another runner has leased a job of the same workspace at the same moment, and the
    // unique index jobs_one_lease has stopped us.
    auto leased = co_await tryLease(owner, duration);
    for (int i = 1; i < leaseTries && !leased && leased.error().code == ErrorCode::Conflict; ++i)
        leased = co_await tryLease(owner, duration);
    co_return leased;
}

Task<> JobQueue::renew(Job job, milliseconds duration)
{
    co_return co_await m_database.run(
        u"renew a lease"_s, [job, duration](Transaction &transaction) {
            return stillOurs(transaction.exec(
                u"UPDATE jobs SET lease_expires_at = now() + make_interval(secs => ?) "_s + isOurs,
                QVariantList{seconds(duration)} + leaseOf(job)));
        });
}

Result<> JobQueue::hold(Transaction &transaction, const Job &job)
{
    // Whichever attempt it counts: who has leased its own job anew goes on with it.
    const auto rows = transaction.exec(u"SELECT 1 FROM jobs WHERE id = ? AND organization_id = ? "
                                       "AND lease_owner = ? FOR SHARE"_s,
                                       {bind(job.id), bind(job.organizationId), job.leaseOwner});
    if (!rows)
        return failure(rows);
    return rows->isEmpty() ? Result<>(lost()) : Result<>();
}

Result<> JobQueue::complete(Transaction &transaction, const Job &job)
{
    return stillOurs(transaction.exec(u"DELETE FROM jobs "_s + isOurs, leaseOf(job)));
}

Result<> JobQueue::fail(Transaction &transaction, const Job &job, milliseconds delay,
                        const QString &reason)
{
    auto given = stillOurs(transaction.exec(
        u"UPDATE jobs SET lease_owner = NULL, lease_expires_at = NULL, last_error = ?, "
        "run_at = now() + make_interval(secs => ?) "_s
            + isOurs,
        QVariantList{reason, seconds(delay)} + leaseOf(job)));
    // Another backend goes on at once.
    return given && delay == milliseconds(0) ? wakeRunners(transaction) : given;
}

Task<> JobQueue::fail(Job job, milliseconds delay, QString reason)
{
    co_return co_await m_database.run(u"give a job back"_s,
                                      [job, delay, reason](Transaction &transaction) {
                                          return fail(transaction, job, delay, reason);
                                      });
}

Task<std::optional<milliseconds>> JobQueue::nextDue()
{
    co_return co_await m_database.run(u"look for the next job"_s, [](Transaction &transaction) {
        // By the clock of the database, which all backends share.
        return transaction
            .exec(
                u"SELECT ceil(extract(epoch FROM min(CASE WHEN j.lease_owner IS NULL "
                "THEN j.run_at ELSE j.lease_expires_at END) - clock_timestamp()) * 1000)::bigint "
                "AS due FROM jobs j WHERE j.lease_owner IS NOT NULL OR NOT EXISTS (SELECT "
                "FROM jobs o WHERE o.workspace_id = j.workspace_id AND o.lease_owner IS NOT NULL)"_s)
            .transform([](const Rows &rows) {
                const Row &row = rows.first();
                return row.isNull("due"_L1)
                    ? std::optional<milliseconds>()
                    : std::max(milliseconds(row.number("due"_L1)), milliseconds(0));
            });
    });
}

Task<int> JobQueue::releaseLeasesOfOthers(QString owner)
{
    co_return co_await m_database.run(u"release leases"_s, [owner](Transaction &transaction) {
        return transaction
            .exec(u"UPDATE jobs SET lease_owner = NULL, lease_expires_at = NULL "
                  "WHERE lease_owner <> ?"_s,
                  {owner})
            .transform([](const Rows &rows) { return int(rows.affected); });
    });
}

} // namespace skybranch::clouddb

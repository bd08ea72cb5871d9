// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clouddb/database.h"

#include <chrono>
#include <optional>

namespace skybranch::clouddb {

/// Work to be done by some backend, once.
struct NewJob
{
    OrganizationId organizationId;
    WorkspaceId workspaceId; ///< null: of no workspace
    QString kind; ///< "provision", "pause"; the job runner knows them
    QJsonObject payload;
    std::chrono::milliseconds delay{0}; ///< not before then
};

/// A job that we hold a lease of.
struct Job
{
    JobId id;
    OrganizationId organizationId;
    WorkspaceId workspaceId;
    QString kind;
    QJsonObject payload;
    int attempt = 1; ///< the first is 1; also a lost lease counts
    QString leaseOwner;
    QDateTime leaseExpiresAt;
    QDateTime createdAt;
};

/// The queue in the table jobs. A lease is for a time; when its owner does not renew it, somebody
/// else gets the job. At most one job of a workspace is leased at a time, the oldest that is due.
/// Not bound to an organisation: it is the backend's own, and each job names its organisation.
class JobQueue
{
public:
    explicit JobQueue(Database &database);

    /// Adds a job in the transaction that makes it necessary, and wakes the runners with its
    /// commit (channel "jobs").
    [[nodiscard]] static Result<JobId> enqueue(Transaction &transaction, const NewJob &job);

    /// Leases the next job that is due; nullopt where there is none. @p owner names this process.
    Task<std::optional<Job>> lease(QString owner, std::chrono::milliseconds duration);

    /// Conflict where the lease was lost: stop the work.
    Task<> renew(Job job, std::chrono::milliseconds duration);

    /// Whether @p job is still its owner's, until this transaction ends: first in every one that
    /// writes for a job that goes on. Conflict where the lease was lost.
    [[nodiscard]] static Result<> hold(Transaction &transaction, const Job &job);

    /// Removes the job, in the transaction that writes its outcome. Conflict where the lease was
    /// lost; return that error from the work, so that the outcome is rolled back.
    [[nodiscard]] static Result<> complete(Transaction &transaction, const Job &job);

    /// Gives the job back, to be tried after @p delay; without one, runners are woken. @p reason is
    /// for the log.
    /// Conflict where the lease was lost.
    Task<> fail(Job job, std::chrono::milliseconds delay, QString reason);
    [[nodiscard]] static Result<> fail(Transaction &transaction, const Job &job,
                                       std::chrono::milliseconds delay, const QString &reason);

    /// When lease() will have something without a new enqueue(): how long until the next due time
    /// or the end of somebody's lease. Nothing where the queue is empty.
    Task<std::optional<std::chrono::milliseconds>> nextDue();

    /// Takes away every lease that is not @p owner's, and says how many. Only for a database that
    /// one backend has for itself: then whoever held them is dead.
    Task<int> releaseLeasesOfOthers(QString owner);

private:
    Task<std::optional<Job>> tryLease(QString owner, std::chrono::milliseconds duration);

    Database &m_database;
};

} // namespace skybranch::clouddb

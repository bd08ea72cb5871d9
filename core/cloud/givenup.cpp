// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/givenup.h"

#include "cloud/jobs.h"
#include "clouddb/workspacestore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

constexpr std::chrono::minutes nextDelete{10};

QString nextStep(const clouddb::Job &job)
{
    if (job.kind == jobkind::remove)
        return u"The VM is deleted as soon as that works; this is tried again by itself."_s;
    if (job.kind == jobkind::provision)
        return u"Retry; if it happens again, delete this workspace and enable cloud again."_s;
    return u"Retry asks the VM how it is."_s;
}

} // namespace

Result<> giveUp(clouddb::Transaction &transaction, const clouddb::Job &job, const QString &message)
{
    const auto left = job.kind == jobkind::remove
        ? clouddb::JobQueue::fail(transaction, job, nextDelete, message)
        : clouddb::JobQueue::complete(transaction, job);
    if (!left)
        return left;
    const auto outcome = clouddb::WorkspaceStore(transaction, job.organizationId)
                             .report(job.workspaceId, domain::WorkspaceEvent::Failed, message);
    if (!outcome && outcome.error().code != ErrorCode::NotFound)
        return failure(outcome);
    return {};
}

QString triedTooOften(const clouddb::Job &job)
{
    return u"\"%1\" was tried %2 times and did not come to an end. %3"_s.arg(job.kind)
        .arg(job.attempt - 1)
        .arg(nextStep(job));
}

QString outcomeRefused(const clouddb::Job &job)
{
    return u"How \"%1\" ended could not be written down. %2"_s.arg(job.kind, nextStep(job));
}

} // namespace skybranch::cloud

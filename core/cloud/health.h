// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/context.h"
#include "cloud/jobrunner.h"

namespace skybranch::cloud {

struct PartHealth
{
    bool ok = false;
    QString message; ///< what to do, where it is not
};

struct HealthReport
{
    PartHealth database;
    QString providerType;
    PartHealth provider;
    int runningJobs = 0;
};

/// Whether this backend can do its work.
class Health
{
public:
    Health(CloudContext &context, JobRunner &jobs)
        : m_context(context)
        , m_jobs(jobs)
    {
    }

    /// Asks each part; a part that is away is in the report and no error.
    Task<HealthReport> report();

private:
    CloudContext &m_context;
    JobRunner &m_jobs;
};

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/certificateauthority.h"
#include "cloud/providerset.h"
#include "clouddb/database.h"

#include <chrono>

namespace skybranch::cloud {

/// How long each thing may take before it is given up, with a sentence that says so.
struct CloudTimes
{
    std::chrono::milliseconds createVm{300'000};
    std::chrono::milliseconds waitForSsh{90'000};
    std::chrono::milliseconds clone{1'800'000};
    std::chrono::milliseconds desktopToBegin{60'000};
    std::chrono::milliseconds vmAction{120'000}; ///< pause, resume, stop, delete, ask
    std::chrono::milliseconds pull{300'000};
};

/// What all that deals with VMs needs. Outlives every service, job and reconciler.
struct CloudContext
{
    clouddb::Database &database;
    ProviderSet &providers;
    CertificateAuthority authority;
    QString tag; ///< VmSpec::tag of this database's VMs
    CloudTimes times{};
};

} // namespace skybranch::cloud

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloud/certificateauthority.h"
#include "cloud/guestfolder.h"
#include "cloud/guestlinks.h"
#include "cloud/providerset.h"
#include "clouddb/database.h"
#include "clouddb/systemstore.h"

#include <chrono>
#include <memory>
#include <optional>

namespace skybranch::cloud {

/// How long each thing may take before it is given up, with a sentence that says so.
struct CloudTimes
{
    std::chrono::milliseconds createVm{300'000};
    std::chrono::milliseconds waitForSsh{90'000};
    std::chrono::milliseconds clone{1'800'000};
    std::chrono::milliseconds desktopToBegin{60'000};
    std::chrono::milliseconds vmAction{120'000}; ///< pause, resume, stop, delete, ask
    std::chrono::milliseconds ask{20'000}; ///< questions that a provider answers at once
    std::chrono::milliseconds pull{300'000};
    std::chrono::milliseconds activity{10'000}; ///< a guest's answer to what goes on
    std::chrono::milliseconds watch{30'000}; ///< between looks at what runs
    std::chrono::milliseconds watchPaused{600'000}; ///< between looks at what is paused
    std::chrono::seconds paused{86'400}; ///< then it is stopped
    double busyPercent = 5; ///< of one core: less than this is not work
};

/// What all that deals with VMs needs. Outlives every service, job and reconciler.
struct CloudContext
{
    clouddb::Database &database;
    ProviderSet &providers;
    CertificateAuthority authority;
    QString tag; ///< VmSpec::tag of this database's VMs
    CloudTimes times{};
    clouddb::LogLimits logKept{};
    std::shared_ptr<GuestLinks> links = std::make_shared<GuestLinks>();
    std::optional<GuestFolder> guestFolder{}; ///< for VMs whose image has no guest
};

} // namespace skybranch::cloud

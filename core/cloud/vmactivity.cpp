// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/vmactivity.h"

#include "cloud/guestinstaller.h"
#include "cloud/names.h"
#include "cloud/within.h"
#include "clouddb/watchstore.h"

using namespace Qt::StringLiterals;

namespace skybranch::cloud {
namespace {

// The kernel notes the times of a terminal to 8 s.
constexpr std::chrono::seconds terminalClock{10};

/// Owns what it uses: it may go on when nobody waits for it any more.
Task<wire::Activity> askGuest(std::shared_ptr<GuestLinks> links, CertificateAuthority authority,
                              providers::CloudProvider *provider, domain::Vm vm,
                              std::optional<GuestFolder> guest, StopToken stop, StopToken stopAll)
{
    const auto link = co_await linkTo(links, authority, provider, vm, stop);
    if (!link)
        co_return failure(link);
    if (guest && !vm.guestProgram.isEmpty() && guest->replaces((*link)->guestVersion()))
        upgradeGuest(links, provider, vm, authority, *guest, std::move(stopAll));
    const auto activity = co_await (*link)->guest().activity();
    if (!activity)
        links->close(vm.id);
    co_return activity;
}

/// Nothing in it can tell; who has it open keeps it awake, as if they typed.
Task<wire::Activity> activityOfVisitors(clouddb::Database &database, domain::Vm vm)
{
    const auto seen
        = co_await database.run(u"activity.visitors"_s, [vm](clouddb::Transaction &transaction) {
              return clouddb::WatchStore(transaction).lastPresence(vm);
          });
    if (!seen)
        co_return failure(seen);
    co_return wire::Activity{.lastInputAt = *seen};
}

bool isNewer(const QDateTime &time, const QDateTime &than)
{
    return time.isValid() && than.isValid() && time > than.addDuration(-terminalClock);
}

} // namespace

Task<wire::Activity> askActivity(CloudContext &context, providers::CloudProvider *provider,
                                 domain::Vm vm, StopToken stop)
{
    if (!vm.guestProblem.isEmpty())
        co_return co_await activityOfVisitors(context.database, vm);
    StopSource end;
    const std::stop_callback onStop(stop, [&end] { end.request_stop(); });
    const Error late{ErrorCode::Timeout, u"The VM does not answer."_s, {}};
    const auto activity = co_await within(context.times.activity, late,
                                          askGuest(context.links, context.authority, provider, vm,
                                                   context.guestFolder, end.get_token(), stop),
                                          stop);
    if (!activity) {
        end.request_stop();
        context.links->close(vm.id);
    }
    co_return activity;
}

std::optional<QString> whatGoesOn(const wire::Activity &now, const SeenActivity &before,
                                  double busyPercent)
{
    // What changes counts, so a wrong clock in the VM does not matter; only the first time there
    // is nothing to compare with.
    const auto &seen = before.activity;
    const bool typed
        = seen ? now.lastInputAt != seen->lastInputAt : isNewer(now.lastInputAt, before.asOf);
    const bool printed
        = seen ? now.lastOutputAt != seen->lastOutputAt : isNewer(now.lastOutputAt, before.asOf);
    const bool computes = now.cpuPercent >= busyPercent;
    const bool hasJob = !now.foregroundJob.isEmpty();
    const bool runs = hasJob && !now.jobWaits;
    const bool began = hasJob && seen && now.foregroundJob != seen->foregroundJob;
    if (!typed && !printed && !computes && !runs && !began)
        return std::nullopt;
    const bool isWork = printed || computes || runs || began;
    const QString job = isWork ? programName(now.foregroundJob) : QString();
    return computes && job.isEmpty() ? u"a background job"_s : job;
}

} // namespace skybranch::cloud

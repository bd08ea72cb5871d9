// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/vmmachine.h"

#include "domain/names.h"
#include "domain/words.h"

#include <algorithm>

namespace skybranch::domain {
namespace {

using Status = VmStatus;
using Event = VmEvent;

constexpr std::array statuses{Status::Provisioning, Status::Running, Status::Suspended,
                              Status::Stopped,      Status::Error,   Status::Terminated};
constexpr std::array events{Event::Created, Event::Suspended, Event::Resumed,
                            Event::Stopped, Event::Failed,    Event::Gone};

constexpr NameTable eventNames{
    std::pair{Event::Created, "created"}, std::pair{Event::Suspended, "suspended"},
    std::pair{Event::Resumed, "resumed"}, std::pair{Event::Stopped, "stopped"},
    std::pair{Event::Failed, "failed"},   std::pair{Event::Gone, "gone"},
};

struct Row
{
    Event event;
    Status to;
    std::array<bool, statuses.size()> from; ///< in the order of `statuses`
};

// clang-format off
constexpr Row rows[] {
    //                                       provisioning running suspended stopped error terminated
    // Whatever we believed: the provider has just said that it is there.
    {Event::Created,   Status::Running,     {true,        true,   true,     true,   true,  true}},
    {Event::Suspended, Status::Suspended,   {false,       true,   true,     false,  true,  false}},
    {Event::Resumed,   Status::Running,     {false,       true,   true,     true,   true,  false}},
    {Event::Stopped,   Status::Stopped,     {false,       true,   true,     true,   true,  false}},
    {Event::Failed,    Status::Error,       {true,        true,   true,     true,   true,  false}},
    {Event::Gone,      Status::Terminated,  {true,        true,   true,     true,   true,  true}},
};
// clang-format on

} // namespace

std::span<const VmEvent> allVmEvents()
{
    return events;
}
std::span<const VmStatus> allVmStatuses()
{
    return statuses;
}
QString name(VmEvent event)
{
    return eventNames.nameOf(event);
}

Result<VmStatus> apply(VmStatus status, VmEvent event)
{
    const auto row = std::ranges::find(rows, event, &Row::event);
    const auto column = size_t(std::ranges::find(statuses, status) - statuses.begin());
    if (row->from[column])
        return row->to;
    return failure(ErrorCode::Conflict,
                   Words::tr("A VM that is %1 can not be %2.").arg(name(status), name(event)));
}

} // namespace skybranch::domain

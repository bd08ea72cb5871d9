// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/workspacemachine.h"

#include "domain/names.h"
#include "domain/words.h"

#include <algorithm>

namespace skybranch::domain {
namespace {

using Status = WorkspaceStatus;
using Pending = PendingAction;
using Event = WorkspaceEvent;

constexpr std::array statuses{Status::Provisioning, Status::Running, Status::Paused,
                              Status::Stopped, Status::Error};
constexpr std::array pendings{Pending::None, Pending::Pause,  Pending::Resume,
                              Pending::Stop, Pending::Delete, Pending::Cancel};
constexpr std::array events{Event::Pause,   Event::Resume,  Event::Stop,        Event::Retry,
                            Event::Cancel,  Event::Delete,  Event::Provisioned, Event::Paused,
                            Event::Resumed, Event::Stopped, Event::Deleted,     Event::Failed};

constexpr NameTable eventNames{
    std::pair{Event::Pause, "pause"},
    std::pair{Event::Resume, "resume"},
    std::pair{Event::Stop, "stop"},
    std::pair{Event::Retry, "retry"},
    std::pair{Event::Cancel, "cancel"},
    std::pair{Event::Delete, "delete"},
    std::pair{Event::Provisioned, "provisioned"},
    std::pair{Event::Paused, "paused"},
    std::pair{Event::Resumed, "resumed"},
    std::pair{Event::Stopped, "stopped"},
    std::pair{Event::Deleted, "deleted"},
    std::pair{Event::Failed, "failed"},
};

struct Request
{
    Status from;
    Event event;
    Pending pending; ///< what asking sets
};

// Asked while nothing else is pending. Delete is not here: it is allowed everywhere.
constexpr Request requests[]{
    {Status::Provisioning, Event::Cancel, Pending::Cancel},
    {Status::Running, Event::Pause, Pending::Pause},
    {Status::Running, Event::Stop, Pending::Stop},
    {Status::Paused, Event::Resume, Pending::Resume},
    {Status::Paused, Event::Stop, Pending::Stop},
    {Status::Stopped, Event::Resume, Pending::Resume},
};

struct Report
{
    Event event;
    Status to;
    std::array<bool, statuses.size()> from; ///< in the order of `statuses`; Error: after a retry
};

// clang-format off
constexpr Report reports[] {
    //                                     provisioning running paused stopped error
    {Event::Provisioned, Status::Running, {true,        false,  false, false,  false}},
    {Event::Paused,      Status::Paused,  {false,       true,   true,  false,  true}},
    {Event::Resumed,     Status::Running, {false,       true,   true,  true,   true}},
    {Event::Stopped,     Status::Stopped, {false,       true,   true,  true,   true}},
};
// clang-format on

bool isGoing(Pending pending)
{
    return pending == Pending::Delete || pending == Pending::Cancel;
}

/// A report answers pause, resume and stop, whichever was asked: the state is what was reported.
Pending afterReport(Pending pending)
{
    return isGoing(pending) ? pending : Pending::None;
}

QString stateWord(Status status, Pending pending)
{
    switch (pending) {
    case Pending::Pause:
        return QStringLiteral("being paused");
    case Pending::Resume:
        return QStringLiteral("being resumed");
    case Pending::Stop:
        return QStringLiteral("being stopped");
    case Pending::Delete:
        return QStringLiteral("being deleted");
    case Pending::Cancel:
        return QStringLiteral("being cancelled");
    case Pending::None:
        break;
    }
    return status == Status::Error ? QStringLiteral("in error") : name(status);
}

QString nextStep(Status status, Pending pending)
{
    if (isGoing(pending))
        return Words::tr("Nothing else can be done with it.");
    if (pending != Pending::None)
        return Words::tr("Wait until that is done.");
    switch (status) {
    case Status::Provisioning:
        return Words::tr("Wait until it is ready, or cancel it.");
    case Status::Running:
        return Words::tr("It can be paused, stopped or deleted.");
    case Status::Paused:
        return Words::tr("It can be resumed, stopped or deleted.");
    case Status::Stopped:
        return Words::tr("It can be resumed or deleted.");
    case Status::Error:
        return Words::tr("Retry or delete it.");
    }
    Q_UNREACHABLE_RETURN({});
}

std::unexpected<Error> forbidden(Status status, Pending pending, Event event)
{
    return failure(ErrorCode::Conflict,
                   Words::tr("The workspace is %1, so \"%2\" is not possible. %3")
                       .arg(stateWord(status, pending), name(event), nextStep(status, pending)));
}

Result<WorkspaceChange> applyDelete(Status status, Pending pending)
{
    return WorkspaceChange{status, Pending::Delete, pending == Pending::Delete, false};
}

Result<WorkspaceChange> applyRetry(Status status, Pending pending, bool provisioned)
{
    if (status != Status::Error || (pending != Pending::None && pending != Pending::Resume))
        return forbidden(status, pending, Event::Retry);
    if (pending == Pending::Resume)
        return WorkspaceChange{status, pending, true, false};
    if (provisioned)
        return WorkspaceChange{Status::Error, Pending::Resume, false, false};
    return WorkspaceChange{Status::Provisioning, Pending::None, false, false};
}

Result<WorkspaceChange> applyRequest(Status status, Pending pending, Event event)
{
    // Its VM could not be deleted yet; that goes on by itself.
    if (event == Event::Cancel && pending == Pending::Cancel)
        return WorkspaceChange{status, pending, true, false};
    for (const Request &row : requests) {
        if (row.from != status || row.event != event)
            continue;
        if (pending == Pending::None || pending == row.pending)
            return WorkspaceChange{status, row.pending, pending == row.pending, false};
    }
    return forbidden(status, pending, event);
}

Result<WorkspaceChange> applyReport(Status status, Pending pending, Event event)
{
    const auto row = std::ranges::find(reports, event, &Report::event);
    const auto column = size_t(std::ranges::find(statuses, status) - statuses.begin());
    if (row == std::end(reports) || !row->from[column])
        return forbidden(status, pending, event);
    if (status == Status::Error && pending == Pending::None)
        return forbidden(status, pending, event);
    return WorkspaceChange{row->to, afterReport(pending), false, false};
}

} // namespace

std::span<const WorkspaceEvent> allWorkspaceEvents()
{
    return events;
}
std::span<const WorkspaceStatus> allWorkspaceStatuses()
{
    return statuses;
}
std::span<const PendingAction> allPendingActions()
{
    return pendings;
}
QString name(WorkspaceEvent event)
{
    return eventNames.nameOf(event);
}

Result<WorkspaceChange> apply(WorkspaceStatus status, PendingAction pending, WorkspaceEvent event,
                              bool provisioned)
{
    switch (event) {
    case Event::Delete:
        return applyDelete(status, pending);
    case Event::Retry:
        return applyRetry(status, pending, provisioned);
    case Event::Deleted:
        if (!isGoing(pending))
            return forbidden(status, pending, event);
        return WorkspaceChange{status, pending, false, true};
    case Event::Failed:
        return WorkspaceChange{Status::Error, afterReport(pending), false, false};
    case Event::Pause:
    case Event::Resume:
    case Event::Stop:
    case Event::Cancel:
        return applyRequest(status, pending, event);
    case Event::Provisioned:
    case Event::Paused:
    case Event::Resumed:
    case Event::Stopped:
        return applyReport(status, pending, event);
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace skybranch::domain

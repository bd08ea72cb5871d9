// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowsview.h"

#include "ui/views/actionsview.h"
#include "ui/views/peoplewords.h"
#include "ui/views/providerwords.h"
#include "ui/views/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace skybranch::ui {
namespace {

using client::BackendInfo;
using client::WorktreeInfo;
using domain::PendingAction;
using domain::ProvisioningStep;
using domain::WorkspaceStatus;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RowsView)
};

constexpr QLatin1StringView repositoryPrefix("repository:");

QString stepWords(const domain::Workspace &cloud, const QDateTime &now)
{
    const QString span = sinceWords(cloud.stepStartedAt, now);
    switch (cloud.step.value_or(ProvisioningStep::CreatingVm)) {
    case ProvisioningStep::CreatingVm:
        return Words::tr("Creating %1").arg(span).trimmed();
    case ProvisioningStep::WaitingForSsh:
        return Words::tr("Waiting %1").arg(span).trimmed();
    case ProvisioningStep::Cloning:
    case ProvisioningStep::Ready:
        return cloud.seed == domain::SeedSource::Desktop
            ? Words::tr("Sending %1").arg(span).trimmed()
            : Words::tr("Cloning %1").arg(span).trimmed();
    }
    Q_UNREACHABLE_RETURN({});
}

/// What goes on, in the place of the counts.
QString activityOf(const WorktreeInfo &info, const QDateTime &now)
{
    if (!info.problem.isEmpty() && !info.cloud)
        return Words::tr("Unusable");
    if (!info.cloud)
        return {};
    switch (info.cloud->pending) {
    case PendingAction::Pause:
        return Words::tr("Pausing");
    case PendingAction::Resume:
        return Words::tr("Resuming");
    case PendingAction::Stop:
        return Words::tr("Stopping");
    case PendingAction::Delete:
        return Words::tr("Deleting");
    case PendingAction::Cancel:
        return Words::tr("Cancelling");
    case PendingAction::None:
        break;
    }
    if (info.cloud->status == WorkspaceStatus::Provisioning)
        return stepWords(*info.cloud, now);
    return info.cloud->status == WorkspaceStatus::Error ? Words::tr("Failed") : QString();
}

QString cloudTip(const WorktreeInfo &info)
{
    if (!info.cloud)
        return {};
    if (!info.cloudGit)
        return Words::tr("In the cloud.");
    const client::Distance &distance = info.cloudGit->distance;
    const QString remote = remoteWords(info);
    if (!info.cloudGit->atRemote)
        return Words::tr("In the cloud. %1 does not have the branch yet.").arg(remote);
    if (distance.isDiverged())
        return Words::tr("In the cloud, %1 ahead of %2 and %3 behind.")
            .arg(distance.ahead)
            .arg(remote)
            .arg(distance.behind);
    if (distance.ahead > 0)
        return Words::tr("In the cloud, %n commits ahead of %1.", nullptr, distance.ahead)
            .arg(remote);
    if (distance.behind > 0)
        return Words::tr("In the cloud, %n commits behind %1.", nullptr, distance.behind)
            .arg(remote);
    return Words::tr("In the cloud, in step with %1.").arg(remote);
}

QString tipOf(const WorktreeInfo &info)
{
    const QString people = peopleSentence(info.people);
    return people.isEmpty() ? cloudTip(info) : cloudTip(info) + u'\n' + people;
}

} // namespace

Mark markOf(const WorktreeInfo &info, bool backendAnswers)
{
    return info.cloud ? markOf(info.cloud->status, info.cloud->pending, backendAnswers)
                      : Mark::LocalOnly;
}

QString markTip(const WorktreeInfo &info, const RowContext &context)
{
    if (!info.cloud)
        return info.problem.isEmpty() ? Words::tr("Only on this computer.") : info.problem;
    const QString word = markWord(markOf(info, true));
    const QString span = sinceWords(info.cloud->statusChangedAt, context.now);
    const QString known = span.isEmpty() ? word + u'.' : Words::tr("%1 for %2.").arg(word, span);
    if (!context.backendAnswers)
        return Words::tr("The backend does not answer. Last known: %1").arg(known);
    if (info.cloud->status == WorkspaceStatus::Error && !info.cloud->statusMessage.isEmpty())
        return info.cloud->statusMessage;
    if (!info.guestProblem.isEmpty())
        return QStringLiteral("%1 %2").arg(known, info.guestProblem);
    return known;
}

WorktreeRow rowOf(const WorktreeInfo &info, const RowContext &context)
{
    return {.id = info.id,
            .branch = branchWords(info),
            .mark = markOf(info, context.backendAnswers),
            .activity = activityOf(info, context.now),
            .uncommitted = info.changed,
            .ahead = info.distance.ahead,
            .behind = info.distance.behind,
            .sign = info.guestProblem.isEmpty() ? QString() : Words::tr("shell"),
            .people = peopleInitials(info.people),
            .peopleTip = peopleSentence(info.people),
            .inCloud = info.cloud.has_value(),
            .cloudDiffers = info.cloud && info.cloudGit && !info.cloudGit->distance.isInStep(),
            .markTip = markTip(info, context),
            .cloudTip = tipOf(info),
            .actions = actionsOf(info, context.cloudSync, context.agent)};
}

RepositoryRow rowOf(const client::RepositoryInfo &info)
{
    return {.id = repositoryRowId(info.id), .name = info.name, .actions = actionsOf(info)};
}

QString repositoryRowId(qint64 repositoryId)
{
    return repositoryPrefix + QString::number(repositoryId);
}

std::optional<qint64> repositoryOfRow(const QString &rowId)
{
    if (!rowId.startsWith(repositoryPrefix))
        return std::nullopt;
    bool ok = false;
    const qint64 id = QStringView(rowId).sliced(repositoryPrefix.size()).toLongLong(&ok);
    return ok ? std::optional(id) : std::nullopt;
}

bool isAnswering(const BackendInfo &backend, const WorktreeInfo &info)
{
    return backend.state == BackendInfo::State::Ready
        && !(info.cloud && stoppedProvider(backend, {info.cloud->providerType}));
}

const client::ProviderInfo *stoppedProvider(const BackendInfo &info, const QSet<QString> &types)
{
    const auto found
        = std::ranges::find_if(info.providers, [&types](const client::ProviderInfo &provider) {
              return !provider.usable && types.contains(provider.type);
          });
    return found == info.providers.end() ? nullptr : &*found;
}

BackendView backendViewOf(const BackendInfo &info, int running, const QDateTime &now,
                          const QSet<QString> &types)
{
    const QString place = info.bundled ? Words::tr("this computer") : info.label;
    switch (info.state) {
    case BackendInfo::State::Starting:
        return {.mark = Mark::Resuming,
                .words = info.bundled ? Words::tr("Backend is starting")
                                      : Words::tr("Connecting to %1").arg(place)};
    case BackendInfo::State::Ready:
        if (const client::ProviderInfo *stopped = stoppedProvider(info, types))
            return {.mark = Mark::Error,
                    .words = Words::tr("%1 stopped").arg(providerLabel(stopped->type)),
                    .link = Words::tr("Start it"),
                    .tip = stopped->problem};
        return {.mark = Mark::Running,
                .words = info.bundled ? Words::tr("Backend: %1").arg(place) : place,
                .count
                = running > 0 ? Words::tr("%n running", nullptr, running) : Words::tr("Ready")};
    case BackendInfo::State::Restarting:
        return {.mark = Mark::Unreachable,
                .words = Words::tr("No connection for %1").arg(sinceWords(info.since, now)),
                .link = Words::tr("Try now"),
                .tip = info.problem};
    case BackendInfo::State::Failed:
        if (info.needsKey)
            return {.mark = Mark::Error,
                    .words = Words::tr("Not signed in at %1").arg(place),
                    .link = Words::tr("Sign in…"),
                    .tip = info.problem};
        return {.mark = Mark::Error,
                .words = info.bundled ? Words::tr("Backend stopped")
                                      : Words::tr("No connection to %1").arg(place),
                .link = Words::tr("Try again"),
                .tip = info.problem};
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace skybranch::ui

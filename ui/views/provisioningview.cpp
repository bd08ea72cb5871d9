// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/paneviews.h"
#include "ui/views/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace skybranch::ui {
namespace {

using client::WorktreeInfo;
using domain::PendingAction;
using domain::ProvisioningStep;
using domain::WorkspaceStatus;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProvisioningView)
};

constexpr std::array steps{ProvisioningStep::CreatingVm, ProvisioningStep::WaitingForSsh,
                           ProvisioningStep::Cloning, ProvisioningStep::Ready};

bool isSent(const WorktreeInfo &info)
{
    return info.cloud->seed == domain::SeedSource::Desktop;
}

QString secondsWords(qint64 ms)
{
    return ms < 10'000 ? Words::tr("%1 s").arg(double(std::max<qint64>(ms, 0)) / 1000, 0, 'f', 1)
                       : spanWords(ms / 1000);
}

/// The part of a progress line that ends in "62 %" or names "4,812 of 7,760"; negative: unknown.
double partOf(const QString &detail)
{
    static const QRegularExpression percent(QStringLiteral("(\\d{1,3}) ?%"));
    if (const auto match = percent.match(detail); match.hasMatch())
        return std::clamp(match.capturedView(1).toInt() / 100.0, 0.0, 1.0);
    static const QRegularExpression count(QStringLiteral("([\\d,]{1,12}) of ([\\d,]{1,12})"));
    const auto match = count.match(detail);
    if (!match.hasMatch())
        return -1;
    const double done = match.captured(1).remove(u',').toDouble();
    const double all = match.captured(2).remove(u',').toDouble();
    return all > 0 ? std::clamp(done / all, 0.0, 1.0) : -1;
}

QString detailOf(ProvisioningStep step, const WorktreeInfo &info)
{
    if (step == ProvisioningStep::Cloning && info.operation == client::Operation::Seed
        && !info.operationProgress.isEmpty())
        return info.operationProgress;
    return info.cloud->stepDetail;
}

/// Of the step that goes on. What was asked for and has not been begun waits for its first step.
QDateTime startOf(const WorktreeInfo &info, const QDateTime &seen)
{
    if (info.cloud->stepStartedAt.isValid())
        return info.cloud->stepStartedAt;
    return seen.isValid() ? seen : info.cloud->statusChangedAt;
}

Step stepOf(size_t place, size_t current, const WorktreeInfo &info, const StepStarts &starts,
            const QDateTime &now)
{
    const ProvisioningStep kind = steps[place];
    Step step{.name = provisioningStepWords(kind, info)};
    const QDateTime began = starts.value(kind);
    if (place < current) {
        const QDateTime ended = starts.value(steps[place + 1]);
        step.state = StepState::Done;
        if (began.isValid() && ended.isValid())
            step.time = secondsWords(began.msecsTo(ended));
    } else if (place == current) {
        const QDateTime since = startOf(info, began);
        step.state = StepState::Active;
        step.detail = detailOf(kind, info);
        step.part = partOf(step.detail);
        if (since.isValid())
            step.time = spanWords(since.secsTo(now));
    }
    return step;
}

} // namespace

QString provisioningStepWords(ProvisioningStep step, const WorktreeInfo &info)
{
    switch (step) {
    case ProvisioningStep::CreatingVm:
        return Words::tr("Creating VM");
    case ProvisioningStep::WaitingForSsh:
        return Words::tr("Waiting for SSH");
    case ProvisioningStep::Cloning:
        return isSent(info) ? Words::tr("Sending %1").arg(info.cloud->branch)
                            : Words::tr("Cloning %1").arg(info.repositoryName);
    case ProvisioningStep::Ready:
        return Words::tr("Ready");
    }
    Q_UNREACHABLE_RETURN({});
}

WorkspacePane::Page pageOf(const WorktreeInfo &info)
{
    if (!info.cloud)
        return WorkspacePane::Page::Terminals;
    if (info.cloud->status == WorkspaceStatus::Provisioning)
        return WorkspacePane::Page::Provisioning;
    const bool failed = info.cloud->status == WorkspaceStatus::Error
        && info.cloud->pending != PendingAction::Resume;
    return failed ? WorkspacePane::Page::Error : WorkspacePane::Page::Terminals;
}

ProvisioningView provisioningOf(const WorktreeInfo &info, const StepStarts &starts,
                                const QDateTime &now)
{
    const bool going = info.cloud->pending != PendingAction::None;
    ProvisioningView view{
        .title = going ? Words::tr("Cancelling %1").arg(branchWords(info))
                       : Words::tr("Moving %1 to the cloud").arg(branchWords(info)),
        .line = going ? Words::tr("The VM is being deleted.")
                      : Words::tr("A terminal opens here by itself when it is ready. You can go on "
                                  "working elsewhere."),
        .cancellable = !going};
    const auto at
        = std::ranges::find(steps, info.cloud->step.value_or(ProvisioningStep::CreatingVm));
    for (size_t place = 0; place < steps.size(); ++place)
        view.steps << stepOf(place, size_t(at - steps.begin()), info, starts, now);
    if (info.changed > 0)
        view.notice = NoticeView{
            .sentence
            = Words::tr("%n uncommitted files stay on this computer.", nullptr, info.changed),
            .second = Words::tr("Only commits travel. Commit and push them, and the cloud pulls "
                                "within 30 s.")};
    return view;
}

} // namespace skybranch::ui
